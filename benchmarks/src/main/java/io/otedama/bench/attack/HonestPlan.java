package io.otedama.bench.attack;

/**
 * Who mines while others attack. Immutable.
 *
 * @param v1 miners that speak Stratum V1
 * @param v2 miners that speak Stratum V2; nobody does where the pool does not
 * @param sharesPerSecond of all together
 */
public record HonestPlan(int v1, int v2, int sharesPerSecond) {
    /** Miners of either kind. */
    public static final int MAX_MINERS = 2_000;

    /** Shares per second. */
    public static final int MAX_RATE = 20_000;

    /**
     * @throws IllegalArgumentException naming what is out of range
     */
    public HonestPlan {
        if (v1 < 1 || v1 > MAX_MINERS || v2 < 0 || v2 > MAX_MINERS) {
            throw new IllegalArgumentException("honest miners are 1 to " + MAX_MINERS + " of a kind");
        }
        if (sharesPerSecond < 1 || sharesPerSecond > MAX_RATE) {
            throw new IllegalArgumentException("honest shares per second are 1 to " + MAX_RATE);
        }
    }
}
