package io.otedama.stratum;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.otedama.stratum.loop.Admission;
import io.otedama.stratum.transport.ProxyGate;
import io.otedama.stratum.transport.Turnstile;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Takes accepted connections of one port, each on its own event loop.
 *
 * <pre>
 *   accepted -- from a configured proxy --&gt; ProxyGate --\
 *            -- from anybody else -------------------------&gt; Admission, by the client's own address --&gt; Doorway
 * </pre>
 *
 * <p>Nothing is read of it before the {@link Turnstile} says so.
 */
@Sharable
final class Entrance extends ChannelInitializer<Channel> {
    private final ProxyGate proxies;
    private final Admission admission;
    private final Services services;
    private final StratumPort port;
    private final Turnstile turnstile;

    Entrance(ProxyGate proxies, Admission admission, Services services, StratumPort port, Turnstile turnstile) {
        this.turnstile = turnstile;
        this.proxies = proxies;
        this.admission = admission;
        this.services = services;
        this.port = port;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    protected void initChannel(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress from) || from.getAddress() == null) {
            channel.close(); // gone already
            return;
        }
        if (proxies.isProxy(from.getAddress())) {
            proxies.await(channel, from.getAddress(), this::admit);
        } else {
            admit(channel, from.getAddress());
        }
        turnstile.enter(channel);
    }

    private void admit(Channel channel, InetAddress address) {
        admission.admit(channel, address, (admitted, from) -> services.welcome(admitted, from, port));
    }
}
