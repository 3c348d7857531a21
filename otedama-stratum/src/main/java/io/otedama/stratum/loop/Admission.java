package io.otedama.stratum.loop;

import io.netty.channel.Channel;
import io.otedama.security.AddressVerdict;
import io.otedama.security.GuardVerdict;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets accepted connections in, up to the limits, and hands them to a protocol. Any event loop. */
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final ServerTerms terms;

    public Admission(ServerTerms terms) {
        this.terms = terms;
    }

    /**
     * Lets a connection in, or closes it. On its event loop.
     *
     * @param address of the client itself, also behind a proxy: what it is counted by
     * @param protocol takes over what was admitted: it says {@code leave} to the gate when the connection ends
     */
    public void admit(Channel channel, InetAddress address, BiConsumer<Channel, InetAddress> protocol) {
        GuardVerdict guarded = terms.guard().admit(address);
        if (guarded != GuardVerdict.ADMITTED) {
            refuse(channel, address, guarded.name());
            return;
        }
        AddressVerdict verdict = terms.gate().enter(address);
        if (verdict == AddressVerdict.ADMITTED) {
            protocol.accept(channel, address);
        } else {
            refuse(channel, address, verdict.name());
        }
    }

    private void refuse(Channel channel, InetAddress address, String reason) {
        terms.metrics().refused.increment();
        if (LOG.isWarnEnabled() && terms.log().tryLog()) {
            LOG.warn("refused a connection from {}: {}", address.getHostAddress(), reason);
        }
        refuse(channel);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    private static void refuse(Channel channel) {
        channel.close();
    }
}
