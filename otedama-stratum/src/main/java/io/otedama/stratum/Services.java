package io.otedama.stratum;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.v1.V1Service;
import io.otedama.stratum.v2.HandshakeDesk;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.V2Service;
import io.otedama.stratum.v2.noise.ServerIdentity;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one server speaks. Any thread. */
final class Services implements AutoCloseable {
    private final V1Service v1;
    private final @Nullable Second second;

    /** Stratum V2, with all that a connection needs before it is decided that it speaks it. */
    record Second(ServerTerms terms, Sv2Settings settings, V1Service v1, V2Service v2, HandshakeDesk desk) {
        boolean allowsPlaintext(InetAddress address) {
            return Services.allowsPlaintext(settings.plaintextAnywhere(), address);
        }
    }

    private Services(V1Service v1, @Nullable Second second) {
        this.v1 = v1;
        this.second = second;
    }

    /** Opens the services and starts them. */
    static Services open(StratumConfig config, ServerTerms terms, List<EventLoop> loops) {
        V1Service v1 = new V1Service(terms, loops);
        v1.start();
        Sv2Config sv2 = config.sv2();
        if (sv2 == null) {
            return new Services(v1, null);
        }
        V2Service v2 = new V2Service(terms, sv2.settings(), loops);
        v2.start();
        HandshakeDesk desk = new HandshakeDesk(
                config.name(),
                new ServerIdentity(sv2.authority(), ServerIdentity.DEFAULT_VALIDITY, terms.clock(), new SecureRandom()),
                sv2.settings(),
                terms.clock());
        return new Services(v1, new Second(terms, sv2.settings(), v1, v2, desk));
    }

    /** Stratum V2 in the clear is for this machine, and for networks of which the operator says that they are safe. */
    static boolean allowsPlaintext(boolean anywhere, InetAddress address) {
        return anywhere || address.isLoopbackAddress();
    }

    /** Takes in an admitted connection, on its event loop. */
    void welcome(Channel channel, InetAddress address) {
        if (second == null) {
            v1.serve(channel, address);
        } else {
            channel.pipeline().addLast(new Doorway(second, channel, address));
        }
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
    }
}
