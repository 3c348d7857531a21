package io.otedama.bench.node;

import io.otedama.chain.Network;
import io.otedama.chain.Target;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Settings of a {@link MockNode}. Immutable.
 *
 * @param listen an address of this machine alone; port 0 takes a free one
 * @param network whose block 0, addresses and subsidies the node has
 * @param transactions in each template, 0 to 5,000
 * @param blockEvery a new block each time; zero: never by itself
 * @param bits compact network target
 * @param acceptBlocks true: a submitted block on the tip becomes the tip
 * @param seed of the transactions; the same seed gives the same templates
 */
public record MockNodeConfig(
        InetSocketAddress listen,
        Network network,
        int transactions,
        Duration blockEvery,
        int bits,
        boolean acceptBlocks,
        long seed) {
    /** As many transactions as fit a block with room for a coinbase. */
    public static final int MAX_TRANSACTIONS = TransactionSet.MAX_TRANSACTIONS;

    /** Difficulty 1. */
    public static final int DIFFICULTY_1_BITS = 0x1d00ffff;

    /** Every second hash is a block. */
    public static final int REGTEST_BITS = 0x207fffff;

    private static final int FREE_PORT = 0;
    private static final Duration MAX_BLOCK_EVERY = Duration.ofDays(1);

    /**
     * @throws IllegalArgumentException saying which value makes no sense
     */
    public MockNodeConfig {
        if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("a mock node listens on loopback only, not on " + listen);
        }
        if (transactions < 0 || transactions > MAX_TRANSACTIONS) {
            throw new IllegalArgumentException(
                    "transactions are 0 to " + MAX_TRANSACTIONS + " per template, found " + transactions);
        }
        if (blockEvery.isNegative() || blockEvery.compareTo(MAX_BLOCK_EVERY) > 0) {
            throw new IllegalArgumentException("a block comes every 0 s (never) to 1 day, found " + blockEvery);
        }
        Target.ofCompact(bits);
    }

    /** On a free port of 127.0.0.1, without blocks of its own, submitted ones accepted. */
    public static MockNodeConfig of(Network network, int transactions, int bits) {
        return new MockNodeConfig(
                new InetSocketAddress("127.0.0.1", FREE_PORT), network, transactions, Duration.ZERO, bits, true, 1);
    }
}
