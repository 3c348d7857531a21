package io.otedama.stratum.loop;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.otedama.spi.JobListener;
import io.otedama.spi.MetricsSink.Gauge;
import io.otedama.spi.MiningJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One protocol on a set of event loops: what a connection is given once it is admitted, and the fan-out of jobs. Knows no
 * listening socket.
 *
 * @param <J> a job as this protocol sends it
 * @param <L> this protocol's loop
 */
public abstract class MinerService<J extends LoopJob, L extends MinerLoop<J>> implements JobListener, AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ServerTerms terms;
    private final Map<EventLoop, L> loops = new HashMap<>();
    private @Nullable Gauge open;
    private volatile boolean closed;

    /**
     * Opens a lane into the engine for each loop.
     *
     * @param toLoop makes this protocol's loop
     */
    protected MinerService(ServerTerms terms, List<EventLoop> eventLoops, Function<EventLoop, L> toLoop) {
        this.terms = terms;
        for (EventLoop eventLoop : eventLoops) {
            loops.put(eventLoop, toLoop.apply(eventLoop));
        }
    }

    /** Short name in lower case. */
    protected abstract String protocol();

    /** Connections open now that speak this. Any thread. */
    public final int connections() {
        int sum = 0;
        for (L loop : loops.values()) {
            sum += loop.openConnections();
        }
        return sum;
    }

    /** Encodes a job for all connections; held once by the caller. */
    protected abstract J encode(MiningJob job);

    /** The loop of that connection, or null when there is none to serve it any more. */
    protected final @Nullable L loopOf(Channel channel) {
        return closed ? null : loops.get(channel.eventLoop());
    }

    /** Listens for jobs and starts the timers. */
    public final void start() {
        loops.values().forEach(MinerLoop::start);
        open = terms.metrics().open(protocol(), this::connections);
        terms.ingress().addJobListener(this);
        MiningJob job = terms.ingress().currentJob();
        if (job != null) {
            onJob(job);
        }
    }

    /** Encodes the job once, then one task per event loop sends it to the loop's connections. */
    @Override
    public final void onJob(MiningJob job) {
        if (closed) {
            return;
        }
        JobFanOut fanOut = new JobFanOut(job, terms.metrics(), terms.clock(), loops.size());
        J encoded = encode(job);
        for (L loop : loops.values()) {
            encoded.hold();
            loop.offer(encoded, fanOut);
        }
        encoded.letGo();
    }

    /** Asks all miners to connect again, spread evenly over a time so that they do not come all at once. */
    public final void askToReconnect(int spreadMillis) {
        for (L loop : loops.values()) {
            loop.execute(() -> loop.askToReconnect(spreadMillis, ThreadLocalRandom.current()));
        }
    }

    /** Answers what can be answered, then ends every connection and lane. Called once, from outside the loops. */
    @Override
    public final void close() {
        closed = true;
        if (open != null) {
            open.close();
        }
        CompletableFuture<?>[] ends = loops.values().stream()
                .map(loop -> {
                    CompletableFuture<Void> end = new CompletableFuture<>();
                    if (!loop.execute(() -> loop.close(end))) {
                        end.complete(null);
                    }
                    return end;
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
