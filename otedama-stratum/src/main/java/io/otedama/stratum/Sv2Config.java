package io.otedama.stratum;

import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a server needs to speak Stratum V2 beside Stratum V1. Immutable.
 *
 * @param authority signs the server's certificate; miners are given its public key beforehand
 * @param listen a port of its own, port 0 takes a free one; null to have it on the server's port only. Every port speaks
 *     both protocols: the first bytes decide
 */
public record Sv2Config(
        AuthorityKeyPair authority, @Nullable InetSocketAddress listen, Sv2Settings settings) {
    /** On the server's port, with default settings. */
    public static Sv2Config of(AuthorityKeyPair authority) {
        return new Sv2Config(authority, null, Sv2Settings.defaults());
    }

    /** With a port of its own as well. */
    public Sv2Config withListen(InetSocketAddress address) {
        return new Sv2Config(authority, address, settings);
    }

    public Sv2Config withSettings(Sv2Settings other) {
        return new Sv2Config(authority, listen, other);
    }
}
