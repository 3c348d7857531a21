package io.otedama.stratum.v1;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.otedama.session.PortDifficulty;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.MinerService;
import io.otedama.stratum.loop.ServerTerms;
import java.net.InetAddress;
import java.util.List;

/** Stratum V1 on a set of event loops. */
public final class V1Service extends MinerService<EncodedJob, V1Loop> {
    private final ServerTerms terms;

    /** Opens a lane into the engine for each loop. */
    public V1Service(ServerTerms terms, List<EventLoop> eventLoops) {
        super(terms, eventLoops, eventLoop -> new V1Loop(eventLoop, terms));
        this.terms = terms;
    }

    @Override
    protected String protocol() {
        return "v1";
    }

    @Override
    protected EncodedJob encode(MiningJob job) {
        return new EncodedJob(job, PooledByteBufAllocator.DEFAULT);
    }

    /** Takes over an admitted connection of a port that says nothing about difficulty, on its event loop. */
    public void serve(Channel channel, InetAddress address) {
        serve(channel, address, PortDifficulty.POOL);
    }

    /** Takes over an admitted connection, on its event loop. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    public void serve(Channel channel, InetAddress address, PortDifficulty port) {
        V1Loop loop = loopOf(channel);
        if (loop == null) {
            terms.gate().leave(address);
            channel.close();
        } else {
            channel.pipeline().addLast(new V1Connection(loop, channel, address, port));
        }
    }
}
