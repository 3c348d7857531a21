package io.otedama.chain;

/**
 * What one share must meet and what it is then worth: the difficulty as sent to the miner, the target it means, the work
 * that is credited. Immutable; made once per difficulty change, then only read on the share path.
 */
public record ShareTarget(Difficulty difficulty, Target target, Work work) {
    /**
     * What {@code difficulty} means.
     *
     * @param multiplier the coin's share multiplier M
     * @throws IllegalArgumentException when {@code multiplier} is not positive
     * @throws ArithmeticException when the work of the target does not fit 128 bits
     */
    public static ShareTarget of(Difficulty difficulty, long multiplier) {
        Target target = difficulty.toTarget(multiplier);
        return new ShareTarget(difficulty, target, Work.of(target));
    }
}
