package io.otedama.stratum.v2;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.otedama.session.PortDifficulty;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.MinerService;
import io.otedama.stratum.loop.ServerTerms;
import java.net.InetAddress;
import java.util.List;

/** Stratum V2 on a set of event loops. */
public final class V2Service extends MinerService<V2Job, V2Loop> {
    private final ServerTerms terms;

    /** Opens a lane into the engine for each loop. */
    public V2Service(ServerTerms terms, Sv2Settings settings, List<EventLoop> eventLoops) {
        this(terms, settings, eventLoops, new JobTokens(terms.clock()), new ChannelGate(terms, settings));
    }

    private V2Service(
            ServerTerms terms, Sv2Settings settings, List<EventLoop> eventLoops, JobTokens tokens, ChannelGate gate) {
        super(terms, eventLoops, eventLoop -> new V2Loop(eventLoop, terms, settings, tokens, gate));
        this.terms = terms;
    }

    @Override
    protected String protocol() {
        return "v2";
    }

    @Override
    protected V2Job encode(MiningJob job) {
        return new V2Job(job);
    }

    /**
     * Takes over a connection whose handshake is done, on its event loop.
     *
     * @param ciphers what the handshake agreed on
     */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    public void serve(Channel channel, InetAddress address, PortDifficulty port, V2Ciphers ciphers) {
        V2Loop loop = loopOf(channel);
        if (loop == null) {
            terms.gate().leave(address);
            channel.close();
        } else {
            channel.pipeline().addLast(new V2Connection(loop, channel, address, port, ciphers));
        }
    }
}
