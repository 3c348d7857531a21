package io.otedama.spi;

/**
 * What a transaction offers per size: a fixed rate, or the node's own estimate.
 *
 * @param targetBlocks ask the node for the rate that confirms within so many blocks; 0 means: do not ask
 * @param unitsPerKilobyte base units per 1,000 virtual bytes; where the node is asked, what to take when it has no answer
 */
public record FeeRate(int targetBlocks, long unitsPerKilobyte) {
    /** Farthest target that nodes estimate. */
    public static final int MAX_TARGET_BLOCKS = 1_008;

    /** Below this, nodes do not relay. */
    public static final long MIN_UNITS_PER_KILOBYTE = 1_000;

    public FeeRate {
        if (targetBlocks < 0 || targetBlocks > MAX_TARGET_BLOCKS) {
            throw new IllegalArgumentException("targetBlocks must be 0 to " + MAX_TARGET_BLOCKS);
        }
        if (unitsPerKilobyte < MIN_UNITS_PER_KILOBYTE) {
            throw new IllegalArgumentException(
                    "a fee rate is at least " + MIN_UNITS_PER_KILOBYTE + ", found " + unitsPerKilobyte);
        }
    }

    public static FeeRate fixed(long unitsPerKilobyte) {
        return new FeeRate(0, unitsPerKilobyte);
    }

    public static FeeRate estimated(int targetBlocks, long fallbackUnitsPerKilobyte) {
        if (targetBlocks < 1) {
            throw new IllegalArgumentException("an estimate needs a target of at least 1 block");
        }
        return new FeeRate(targetBlocks, fallbackUnitsPerKilobyte);
    }

    public boolean isEstimated() {
        return targetBlocks > 0;
    }
}
