package io.otedama.stratum;

import io.otedama.session.PortDifficulty;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;

/**
 * One address that a {@link StratumServer} listens on, and what holds for the miners that come there. Immutable.
 *
 * @param listen address and port; port 0 takes a free one
 * @param tls whether clients encrypt with TLS
 * @param protocols what is spoken here; Stratum V2 only where the server has an {@link Sv2Config}
 * @param difficulty where the difficulty of its miners comes from
 */
public record StratumPort(InetSocketAddress listen, TlsUse tls, Set<Protocol> protocols, PortDifficulty difficulty) {
    /** Every protocol that miners speak. */
    public enum Protocol {
        V1,
        V2
    }

    /**
     * @throws IllegalArgumentException when nothing is spoken
     */
    public StratumPort {
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("a port speaks at least one protocol");
        }
        protocols = Set.copyOf(protocols);
    }

    /** Everything that the server speaks, TLS where it has a certificate, the pool's difficulty. */
    public static StratumPort of(InetSocketAddress listen) {
        return new StratumPort(listen, TlsUse.ALLOWED, EnumSet.allOf(Protocol.class), PortDifficulty.POOL);
    }

    public StratumPort withTls(TlsUse use) {
        return new StratumPort(listen, use, protocols, difficulty);
    }

    public StratumPort withProtocols(Set<Protocol> spoken) {
        return new StratumPort(listen, tls, spoken, difficulty);
    }

    public StratumPort withDifficulty(PortDifficulty policy) {
        return new StratumPort(listen, tls, protocols, policy);
    }

    boolean speaks(Protocol protocol) {
        return protocols.contains(protocol);
    }
}
