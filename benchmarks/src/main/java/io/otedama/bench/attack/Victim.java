package io.otedama.bench.attack;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pool under attack. Immutable.
 *
 * @param stratum where miners connect with Stratum V1
 * @param sv2 where they connect with Stratum V2; null: nowhere
 * @param http where people look; null: nowhere
 * @param pids its processes; empty: unknown
 */
public record Victim(
        InetSocketAddress stratum,
        @Nullable InetSocketAddress sv2,
        @Nullable InetSocketAddress http,
        List<Long> pids) {
    /**
     * @throws IllegalArgumentException when an address is not this machine's own
     */
    public Victim {
        pids = List.copyOf(pids);
        requireLoopback(stratum);
        requireLoopback(sv2);
        requireLoopback(http);
    }

    private static void requireLoopback(@Nullable InetSocketAddress address) {
        if (address != null && (address.isUnresolved() || !address.getAddress().isLoopbackAddress())) {
            throw new IllegalArgumentException("attacks stay on this machine: " + address + " is no loopback address");
        }
    }
}
