package io.otedama.stratum;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.otedama.security.ReloadingKeys;
import io.otedama.spi.ComponentHealth;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.transport.TlsDesk;
import io.otedama.stratum.v1.V1Service;
import io.otedama.stratum.v2.HandshakeDesk;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.V2Service;
import io.otedama.stratum.v2.noise.ServerIdentity;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one server speaks, with all that a connection needs before it is decided what it speaks. Any thread.
 *
 * @param second Stratum V2; null: not spoken
 * @param tls null: the server has no certificate
 */
record Services(
        ServerTerms terms,
        V1Service v1,
        @Nullable Second second,
        @Nullable TlsDesk tls) implements AutoCloseable {

    /** Stratum V2. */
    record Second(Sv2Settings settings, V2Service v2, HandshakeDesk desk) {
        boolean allowsPlaintext(InetAddress address) {
            return Services.allowsPlaintext(settings.plaintextAnywhere(), address);
        }
    }

    /** Opens the services and starts them. */
    static Services open(StratumConfig config, ServerTerms terms, List<EventLoop> loops, @Nullable ReloadingKeys keys) {
        TlsDesk tls = keys == null
                ? null
                : new TlsDesk(
                        config.name(),
                        keys,
                        TlsDesk.MAX_UNDER_WAY,
                        terms.limits().handshakeMillis(),
                        terms.ingress().metrics());
        V1Service v1 = new V1Service(terms, loops);
        v1.start();
        Sv2Config sv2 = config.sv2();
        if (sv2 == null) {
            return new Services(terms, v1, null, tls);
        }
        V2Service v2 = new V2Service(terms, sv2.settings(), loops);
        v2.start();
        HandshakeDesk desk = new HandshakeDesk(
                config.name(),
                new ServerIdentity(sv2.authority(), ServerIdentity.DEFAULT_VALIDITY, terms.clock(), new SecureRandom()),
                sv2.settings(),
                terms.clock());
        return new Services(terms, v1, new Second(sv2.settings(), v2, desk), tls);
    }

    /** Stratum V2 in the clear is for this machine, and for networks of which the operator says that they are safe. */
    static boolean allowsPlaintext(boolean anywhere, InetAddress address) {
        return anywhere || address.isLoopbackAddress();
    }

    /** Takes in an admitted connection of that port, on its event loop. */
    void welcome(Channel channel, InetAddress address, StratumPort port) {
        channel.pipeline().addLast(new Doorway(this, port, channel, address));
    }

    /** The same with what is known of the services. */
    ComponentHealth facts(ComponentHealth health) {
        ComponentHealth known = health.with("connectionsV1", v1.connections());
        return second == null ? known : known.with("connectionsV2", second.v2().connections());
    }

    void askToReconnect(int spreadMillis) {
        v1.askToReconnect(spreadMillis);
        if (second != null) {
            second.v2().askToReconnect(spreadMillis);
        }
    }

    @Override
    public void close() {
        if (second != null) {
            second.desk().close();
            second.v2().close();
        }
        v1.close();
        if (tls != null) {
            tls.close();
        }
    }
}
