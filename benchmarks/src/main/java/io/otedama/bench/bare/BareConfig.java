package io.otedama.bench.bare;

import io.otedama.chain.Difficulty;
import io.otedama.job.ExtranonceLayout;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Settings of a {@link BareServer}. Immutable.
 *
 * @param listen an address of this machine alone; port 0 takes a free one
 * @param loops threads that serve connections
 * @param branches nodes of a job's merkle branch: 12 stand for 2,048 to 4,095 transactions
 * @param extranonce2Size bytes
 * @param difficulty of shares
 * @param jobEvery a new job for everybody each time; zero: never by itself
 */
public record BareConfig(
        InetSocketAddress listen,
        int loops,
        int branches,
        int extranonce2Size,
        Difficulty difficulty,
        Duration jobEvery) {
    /** The branch of a block of 2,048 to 4,095 transactions. */
    public static final int DEFAULT_BRANCHES = 12;

    /** 2^-32: nearly every hash is a share. */
    public static final String DEFAULT_DIFFICULTY = "0.000000000232830643653869";

    private static final int MAX_BRANCHES = 32;
    private static final int MAX_LOOPS = 1_024;

    /**
     * @throws IllegalArgumentException saying which value makes no sense
     */
    public BareConfig {
        if (listen.isUnresolved() || !listen.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the bare server listens on loopback only, not on " + listen);
        }
        require("loops", loops, 1, MAX_LOOPS);
        require("branches", branches, 0, MAX_BRANCHES);
        require("extranonce2Size", extranonce2Size, 4, 8);
        if (jobEvery.isNegative()) {
            throw new IllegalArgumentException("jobs come every 0 s (never) or more, found " + jobEvery);
        }
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + least + " to " + most + ", found " + value);
        }
    }

    /** On a free port of 127.0.0.1, one loop per core, the same extranonce as our pool. */
    public static BareConfig defaults() {
        return new BareConfig(
                new InetSocketAddress("127.0.0.1", 0),
                Runtime.getRuntime().availableProcessors(),
                DEFAULT_BRANCHES,
                ExtranonceLayout.DEFAULT.extranonce2Size(),
                Difficulty.of(DEFAULT_DIFFICULTY),
                Duration.ZERO);
    }
}
