package io.otedama.bench.bare;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.otedama.stratum.transport.EventLoops;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.stratum.transport.TcpListener;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The least a Stratum server can do, on the same sockets, event loops and options as our own. {@link #start} once,
 * {@link #close} once; {@link #newJob} from any thread in between.
 */
public final class BareServer implements AutoCloseable {
    private static final int ACCEPT_THREADS = 2;
    private static final int BACKLOG = 4_096;

    private final BareConfig config;
    private final EventLoops loops;
    private final TcpListener listener;
    private final Map<EventLoop, BareLoop> states = new HashMap<>();
    private final AtomicInteger nextExtranonce1 = new AtomicInteger();
    private final AtomicInteger nextJob = new AtomicInteger();
    private @Nullable InetSocketAddress address;

    public BareServer(BareConfig config) {
        this.config = config;
        this.loops = new EventLoops("bare", ACCEPT_THREADS, config.loops(), true);
        this.listener = new TcpListener(
                loops, StratumLimits.defaults(), new TcpListener.SocketOptions(ACCEPT_THREADS, BACKLOG, 0));
    }

    /**
     * @throws io.otedama.error.ConfigurationException when the address cannot be used
     */
    public void start() {
        BareJob first = makeJob();
        String difficulty =
                "{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[" + config.difficulty() + "]}\n";
        loops.loops().forEach(loop -> states.put(loop, new BareLoop(config, first)));
        address = listener.bind(config.listen(), new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                BareLoop loop = java.util.Objects.requireNonNull(states.get(channel.eventLoop()));
                channel.pipeline()
                        .addLast(new BareConnection(loop, channel, nextExtranonce1.incrementAndGet(), difficulty));
            }
        });
        long everyNs = config.jobEvery().toNanos();
        if (everyNs > 0) {
            EventLoop timer = loops.loops().get(0);
            var unused = timer.scheduleAtFixedRate(this::newJob, everyNs, everyNs, TimeUnit.NANOSECONDS);
        }
    }

    /** Everybody gets new work; shares for the old are refused from then on. */
    public void newJob() {
        BareJob job = makeJob();
        states.forEach((loop, state) -> loop.execute(() -> state.deliver(job)));
    }

    private BareJob makeJob() {
        return new BareJob(nextJob.incrementAndGet(), config, System.currentTimeMillis() / 1_000);
    }

    /** The address in use, with the real port. */
    public InetSocketAddress localAddress() {
        if (address == null) {
            throw new IllegalStateException("the bare server was not started");
        }
        return address;
    }

    /** Ends connections and threads. */
    @Override
    public void close() {
        listener.close();
        loops.close();
    }
}
