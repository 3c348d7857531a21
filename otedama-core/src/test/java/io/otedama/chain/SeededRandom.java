package io.otedama.chain;

import java.util.Random;

/** Random test data that can be had again: prints its seed; {@code -Dotedama.seed=N} sets it. */
public final class SeededRandom extends Random {
    private static final long serialVersionUID = 1L;

    private SeededRandom(long seed) {
        super(seed);
    }

    public static SeededRandom forTest(Class<?> test) {
        long seed = Long.getLong("otedama.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dotedama.seed=" + seed);
        return new SeededRandom(seed);
    }

    public byte[] bytes(int count) {
        byte[] out = new byte[count];
        nextBytes(out);
        return out;
    }
}
