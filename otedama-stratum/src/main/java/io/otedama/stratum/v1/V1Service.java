package io.otedama.stratum.v1;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.otedama.security.AddressVerdict;
import io.otedama.session.MinerIngress;
import io.otedama.spi.JobListener;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.transport.ConnectionGate;
import io.otedama.stratum.transport.StratumLimits;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stratum V1 on a set of event loops: what a connection is given when it is accepted, and the fan-out of jobs. Knows no
 * listening socket.
 */
public final class V1Service implements JobListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(V1Service.class);
    private static final long CLOSE_SECONDS = 5;

    private final V1Terms terms;
    private final Map<EventLoop, V1Loop> loops = new HashMap<>();
    private volatile boolean closed;

    /** Opens a lane into the engine for each loop. */
    public V1Service(StratumLimits limits, MinerIngress ingress, ConnectionGate gate, List<EventLoop> eventLoops) {
        this.terms = V1Terms.of(limits, ingress, gate);
        for (EventLoop eventLoop : eventLoops) {
            loops.put(eventLoop, new V1Loop(eventLoop, terms));
        }
    }

    /** Listens for jobs and starts the timers. */
    public void start() {
        loops.values().forEach(V1Loop::start);
        terms.ingress().addJobListener(this);
        MiningJob job = terms.ingress().currentJob();
        if (job != null) {
            onJob(job);
        }
    }

    /** Encodes the job once, then one task per event loop sends it to the loop's connections. */
    @Override
    public void onJob(MiningJob job) {
        if (closed) {
            return;
        }
        EncodedJob encoded = new EncodedJob(job, PooledByteBufAllocator.DEFAULT);
        for (V1Loop loop : loops.values()) {
            encoded.retain();
            loop.offer(encoded);
        }
        encoded.release();
    }

    /** Sets up accepted connections, each on its own event loop. */
    public ChannelHandler initializer() {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                accept(channel);
            }
        };
    }

    private void accept(Channel channel) {
        V1Loop loop = loops.get(channel.eventLoop());
        SocketAddress remote = channel.remoteAddress();
        if (loop == null || closed || !(remote instanceof InetSocketAddress from) || from.getAddress() == null) {
            refuse(channel);
            return;
        }
        AddressVerdict verdict = terms.gate().enter(from.getAddress());
        if (verdict != AddressVerdict.ADMITTED) {
            terms.metrics().refused.increment();
            if (LOG.isWarnEnabled() && terms.log().tryLog()) {
                LOG.warn("refused a connection from {}: {}", from.getAddress().getHostAddress(), verdict);
            }
            refuse(channel);
            return;
        }
        channel.pipeline().addLast(new V1Connection(loop, channel, from.getAddress()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    private static void refuse(Channel channel) {
        channel.close();
    }

    /** Asks all miners to connect again, spread evenly over a time so that they do not come all at once. */
    public void askToReconnect(int spreadMillis) {
        for (V1Loop loop : loops.values()) {
            loop.execute(() -> loop.askToReconnect(spreadMillis, ThreadLocalRandom.current()));
        }
    }

    /** Answers what can be answered, then ends every connection and lane. Called once, from outside the loops. */
    @Override
    public void close() {
        closed = true;
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
