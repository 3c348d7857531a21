package io.otedama.bench.attack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** Loopback addresses of the parties, far from each other and never 127.0.0.1, which servers like to trust. Immutable. */
final class AttackAddresses {
    private static final int HONEST_NETWORK = 1;
    private static final int FIRST_ATTACK_NETWORK = 64;
    private static final int ATTACK_NETWORKS = 191;
    private static final int BYTE_VALUES = 250;

    private AttackAddresses() {}

    /** Of an honest miner: each in a network /24 of its own. */
    static SocketAddress honest(int miner) {
        return address(HONEST_NETWORK, miner % BYTE_VALUES, 1 + miner / BYTE_VALUES % BYTE_VALUES);
    }

    /**
     * Of an attacker.
     *
     * @param attack counts the attacks: what one did is not held against the next
     * @param number 0 to 62,499; then they begin anew
     */
    static SocketAddress attacker(int attack, int number) {
        int network = FIRST_ATTACK_NETWORK + attack % ATTACK_NETWORKS;
        return address(network, number % BYTE_VALUES, 1 + number / BYTE_VALUES % BYTE_VALUES);
    }

    private static SocketAddress address(int second, int third, int fourth) {
        byte[] address = {127, (byte) second, (byte) third, (byte) fourth};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
