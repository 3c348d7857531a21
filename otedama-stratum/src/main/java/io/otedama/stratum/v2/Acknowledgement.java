package io.otedama.stratum.v2;

import io.otedama.chain.ShareTarget;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Accepted shares of one channel that the miner has not been told of. The first of a channel are acknowledged at once, so
 * that whoever sets up a miner sees that it works; later ones in batches, at the latest with the next block. Event loop only.
 */
final class Acknowledgement {
    /** Shares of a channel that are acknowledged one by one. */
    static final int AT_ONCE = 10;

    private long lastSequence;
    private int count;
    private long difficultySum;
    private long sinceNs;
    private int total;
    private @Nullable ShareTarget known;
    private long knownDifficulty;

    /**
     * One more accepted share.
     *
     * @param target what it was judged by, null when nobody remembers
     */
    void add(long sequence, @Nullable ShareTarget target, long nowNs) {
        if (count++ == 0) {
            sinceNs = nowNs;
        }
        lastSequence = sequence;
        difficultySum += whole(target);
        total += total <= AT_ONCE ? 1 : 0;
    }

    /** The whole part of a difficulty: the field of the message has no place for the rest. */
    @SuppressWarnings("ReferenceEquality") // only spares the conversion
    private long whole(@Nullable ShareTarget target) {
        if (target != known) {
            known = target;
            BigDecimal difficulty =
                    target == null ? BigDecimal.ZERO : target.difficulty().toBigDecimal();
            knownDifficulty = difficulty.longValue();
        }
        return knownDifficulty;
    }

    boolean isFull(int batch) {
        return count >= batch || (count > 0 && total <= AT_ONCE);
    }

    boolean isOverdue(long maxWaitNs, long nowNs) {
        return count > 0 && nowNs - sinceNs >= maxWaitNs;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Writes the message and starts anew. */
    void write(FrameWriter out, long channelId) {
        SubmitSharesSuccess.encode(out, channelId, lastSequence, count, difficultySum);
        count = 0;
        difficultySum = 0;
    }
}
