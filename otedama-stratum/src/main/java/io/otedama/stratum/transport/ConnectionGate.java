package io.otedama.stratum.transport;

import io.otedama.security.AddressCounter;
import io.otedama.security.AddressRange;
import io.otedama.security.AddressVerdict;
import java.net.InetAddress;
import java.util.List;

/**
 * Admits connections up to the limits per address and in total. Connections from exempt networks have no bound per
 * address and a total of their own, so that a flood from elsewhere cannot lock the operator out. Any thread.
 */
public final class ConnectionGate {
    private final AddressCounter others;
    private final AddressCounter exempt;
    private final List<AddressRange> exemptNetworks;

    public ConnectionGate(StratumLimits limits, List<AddressRange> exemptNetworks) {
        this(limits.maxConnectionsPerAddress(), limits.maxConnections(), List.copyOf(exemptNetworks));
    }

    private ConnectionGate(int maxPerAddress, int maxTotal, List<AddressRange> exemptNetworks) {
        this.others = new AddressCounter(maxPerAddress, maxTotal);
        this.exempt = new AddressCounter(maxTotal, maxTotal);
        this.exemptNetworks = exemptNetworks;
    }

    /** A gate for what connections carry, with the same exempt networks; it counts from zero. */
    public ConnectionGate inside(int maxPerAddress, int maxTotal) {
        return new ConnectionGate(maxPerAddress, maxTotal, exemptNetworks);
    }

    /** Counts a connection that opens, unless a limit is met. */
    public AddressVerdict enter(InetAddress address) {
        return counterOf(address).acquire(address);
    }

    /** An admitted connection ended. */
    public void leave(InetAddress address) {
        counterOf(address).release(address);
    }

    /** Connections open now. */
    public int open() {
        return others.total() + exempt.total();
    }

    private AddressCounter counterOf(InetAddress address) {
        for (AddressRange network : exemptNetworks) {
            if (network.contains(address)) {
                return exempt;
            }
        }
        return others;
    }
}
