package io.otedama.spi;

import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was mined between two blocks of the pool that are in the chain. A block that is not in the chain ends no round: what was
 * mined for it counts for the next block that is, whatever the payout scheme. Rounds follow each other without a gap.
 *
 * @param block that ended it; null while it goes on
 * @param firstSequence the journal record it begins with, 1 or the one behind the round before; the key that pages go by
 * @param lastSequence of the share that was the block, of the block's own record when that share was not credited; while it goes
 *     on, of its last share, or {@code firstSequence - 1} when there is none
 * @param startMillis end of the round before, or the first record's time; milliseconds since 1970
 * @param endMillis time of the record {@code lastSequence}
 * @param shares credited in it
 * @param work of those shares
 * @param networkWork what a block took on average at its end, by its newest share: hashes, as all work
 */
public record StoredRound(
        @Nullable Hash256 block,
        long firstSequence,
        long lastSequence,
        long startMillis,
        long endMillis,
        long shares,
        Work work,
        Work networkWork) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /**
     * Luck as pools count it: the work it took in millionths of what it takes on average, rounded down. Below 1,000,000 is a
     * lucky round; 0 when no block's difficulty is known yet.
     */
    public long luckPpm() {
        return networkWork.equals(Work.ZERO)
                ? 0
                : work.toBigInteger()
                        .multiply(MILLION)
                        .divide(networkWork.toBigInteger())
                        .longValueExact();
    }
}
