package io.otedama.stratum.template;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.BlockTemplate;
import io.otedama.error.ErrorHandler;
import io.otedama.error.NodeException;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.client.Backoff;
import io.otedama.stratum.client.OwnLoop;
import io.otedama.stratum.v2.frame.FrameBuffers;
import io.otedama.stratum.v2.message.template.SubmitSolution;
import io.otedama.stratum.v2.message.template.TransactionDataRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the provider: one after the other, with growing pauses. Its fields belong to its event loop unless
 * they are volatile; {@link #start}, {@link #close}, {@link #refresh} and the wire for solutions come from any thread.
 */
final class TemplateProviderClient
        implements ProviderConnection.Events, TemplateIntake.Sink, SolutionSubmitter.SolutionWire, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateProviderClient.class);
    private static final long CLOSE_WAIT_SECONDS = 5;
    private static final int CHECKS_PER_PATIENCE = 5;

    private final TemplateProviderConfig config;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final TemplateRelay relay;
    private final AnnouncedTable announced = new AnnouncedTable();
    private final FrameBuffers buffers = new FrameBuffers();
    private final Backoff backoff;
    private final OwnLoop ownLoop;
    private final EventLoop loop;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private @Nullable ProviderConnection connection;
    private @Nullable TemplateIntake intake;
    private boolean closing;
    private String reported = "";
    private volatile boolean connected;

    TemplateProviderClient(TemplateProviderConfig config, PoolClock clock, ErrorHandler errors, TemplateRelay relay) {
        this.config = config;
        this.clock = clock;
        this.errors = errors;
        this.relay = relay;
        this.backoff = new Backoff(config.reconnect());
        this.ownLoop = new OwnLoop("otedama-template-provider");
        this.loop = ownLoop.loop();
    }

    SolutionSubmitter submitter() {
        return new SolutionSubmitter(config.name(), announced, this);
    }

    void start() {
        long checkMs = Math.max(1, config.patience().toMillis() / CHECKS_PER_PATIENCE);
        loop.execute(this::connect);
        var unused = loop.scheduleWithFixedDelay(this::check, checkMs, checkMs, TimeUnit.MILLISECONDS);
    }

    private void check() {
        relay.check();
        if (relay.takeStuck() && connection != null) {
            connection.end("it stays behind the node");
        }
    }

    /** Delivers the newest template again. Never blocks. */
    void refresh() {
        onLoop(() -> {
            if (intake != null) {
                intake.redeliver();
            }
        });
    }

    private void connect() {
        if (closing) {
            return;
        }
        TemplateIntake pieces = new TemplateIntake(announced, clock, this);
        ProviderConnection next = new ProviderConnection(config, loop, buffers, clock, this, pieces);
        intake = pieces;
        connection = next;
        next.open();
    }

    @Override
    public void established() {
        LOG.info("connected to {}", config.name());
    }

    @Override
    public void closed(String why) {
        connected = false;
        connection = null;
        intake = null;
        announced.clear();
        if (closing) {
            stopped.countDown();
            return;
        }
        report(why);
        relay.onProviderLost(why);
        long delayMs = backoff.nextDelayMs();
        if (delayMs >= 0) {
            var unused = loop.schedule(this::connect, delayMs, TimeUnit.MILLISECONDS);
        }
    }

    /** Once for each trouble, however often a new connection meets it again. */
    private void report(String trouble) {
        if (!trouble.equals(reported)) {
            reported = trouble;
            errors.onError(config.name(), new NodeException(config.name() + ": " + trouble), false);
        }
    }

    @Override
    public void request(long templateId) {
        ProviderConnection present = connection;
        if (present != null) {
            present.send(out -> TransactionDataRequest.encode(out, templateId));
            present.expectWork();
        }
    }

    @Override
    public void deliver(BlockTemplate template, boolean reorg) {
        backoff.reset();
        reported = "";
        connected = true; // only now can a solution be told from one that belongs elsewhere
        relay.onProvider(template, reorg);
    }

    @Override
    public void refused(String why, boolean noWork) {
        report(why);
        if (noWork) {
            relay.onProviderLost(why);
        }
    }

    @Override
    public void violated(String how) {
        ProviderConnection present = connection;
        if (present != null) {
            present.end(how);
        }
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public void send(long templateId, BlockHeader header, byte[] coinbase) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        boolean queued = onLoop(() -> {
            ProviderConnection present = connection;
            ChannelFuture written = present == null
                    ? null
                    : present.write(out -> SubmitSolution.encode(
                            out, templateId, header.version(), header.time(), header.nonce(), coinbase));
            if (written == null) {
                left.completeExceptionally(new NodeException("not connected"));
            } else {
                written.addListener(done -> {
                    if (done.isSuccess()) {
                        left.complete(null);
                    } else {
                        left.completeExceptionally(new NodeException(String.valueOf(done.cause())));
                    }
                });
            }
        });
        await(queued ? left : CompletableFuture.failedFuture(new NodeException("closed")));
    }

    private void await(CompletableFuture<Void> left) {
        try {
            left.get(config.replyTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NodeException(config.name() + ": a solution could not be sent: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new NodeException(config.name() + ": a solution was not sent within " + config.replyTimeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeException(config.name() + ": interrupted while a solution was sent", e);
        }
    }

    private boolean onLoop(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Ends connection and thread; repeatable. */
    @Override
    public void close() {
        boolean mayWait = !loop.inEventLoop();
        if (onLoop(this::stop) && mayWait) {
            try {
                var unused = stopped.await(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        ownLoop.close(mayWait ? CLOSE_WAIT_SECONDS : 0);
    }

    private void stop() {
        closing = true;
        ProviderConnection present = connection;
        if (present == null) {
            stopped.countDown();
        } else {
            present.end("closed");
        }
    }
}
