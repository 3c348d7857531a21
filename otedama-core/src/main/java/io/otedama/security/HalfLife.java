package io.otedama.security;

/**
 * Forgetting by halves, in integers: what is left after k sixteenths of a half-life is {@code amount * 2^(-k/16)}. Time counts
 * in whole sixteenths, and the rest of it stays for the next time, so that nothing is lost however often it is asked.
 */
final class HalfLife {
    /** Steps into which a half-life is divided. */
    static final int STEPS = 16;

    /** Largest amount. */
    static final long MAX_AMOUNT = 1L << 31;

    /** 2^32 * 2^(-k/16). */
    private static final long[] FACTORS = {
        4294967296L, 4112874773L, 3938502376L, 3771522796L, 3611622603L, 3458501653L, 3311872529L, 3171459999L,
        3037000500L, 2908241642L, 2784941738L, 2666869345L, 2553802834L, 2445529972L, 2341847524L, 2242560872L
    };

    private HalfLife() {}

    /** Whole steps that have passed. */
    static long steps(long elapsedMillis, long halfLifeMillis) {
        return Math.max(elapsedMillis, 0) / stepMillis(halfLifeMillis);
    }

    static long stepMillis(long halfLifeMillis) {
        return Math.max(halfLifeMillis / STEPS, 1);
    }

    /** What is left of an amount up to {@link #MAX_AMOUNT} after so many steps. */
    static long left(long amount, long steps) {
        long halves = steps / STEPS;
        return halves >= Long.SIZE ? 0 : ((amount * FACTORS[(int) (steps % STEPS)]) >>> 32) >>> halves;
    }
}
