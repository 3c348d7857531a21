package io.otedama.examples;

import io.otedama.security.TlsFiles;
import io.otedama.stratum.StratumPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the network and the pool's protocols. Immutable.
 *
 * @param further ports beside {@code listen}, each on its own terms
 * @param tls certificate and key; null: nobody can encrypt with TLS
 * @param proxies networks of load balancers that must send a PROXY header
 */
record PortSettings(List<StratumPort> further, @Nullable TlsFiles tls, List<String> proxies) {
    /** One port, without TLS, behind no proxy. */
    static final PortSettings PLAIN = new PortSettings(List.of(), null, List.of());

    PortSettings {
        further = List.copyOf(further);
        proxies = List.copyOf(proxies);
    }
}
