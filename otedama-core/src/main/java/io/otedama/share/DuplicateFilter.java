package io.otedama.share;

import io.otedama.chain.Hash256;
import org.jspecify.annotations.Nullable;

/**
 * Has this header hash been credited before? One set per previous block, the {@value #BLOCKS_KEPT} that were current last
 * are kept because tips go A, B and back to A. Nothing is ever evicted from a set: a full one refuses. One thread (the
 * pipeline's).
 *
 * <p>Sets that fall out are emptied and used again, so that in steady state nothing is allocated.
 */
public final class DuplicateFilter {
    /** Previous blocks whose shares are remembered. */
    public static final int BLOCKS_KEPT = 4;

    /** Two kilobytes: as many shares as a set holds clear it many times over. */
    private static final int CLEARED_WORDS = 256;

    private final int initialCapacity;
    private final int maxCapacity;
    // most recently current first; a block that is current again moves to the front and is the last to be forgotten
    private final @Nullable Hash256[] blocks = new Hash256[BLOCKS_KEPT];
    private final HashSegments[] sets = new HashSegments[BLOCKS_KEPT];

    /** For the next block; cleared a little with every share, so that no block has to wait for it. */
    private HashSegments spare;

    /**
     * @param initialCapacity shares per previous block that need no growth
     * @param maxCapacity shares per previous block; one more is refused
     */
    public DuplicateFilter(int initialCapacity, int maxCapacity) {
        this.initialCapacity = initialCapacity;
        this.maxCapacity = maxCapacity;
        for (int i = 0; i < BLOCKS_KEPT; i++) {
            sets[i] = new HashSegments(0, maxCapacity);
        }
        spare = new HashSegments(0, maxCapacity);
    }

    /** There is work on this previous block from now on; a known one keeps its set. */
    public void onPreviousBlock(Hash256 previousBlock) {
        int known = find(previousBlock);
        if (known == 0) {
            return;
        }
        int from = known > 0 ? known : BLOCKS_KEPT - 1;
        HashSegments set = sets[from];
        if (known < 0) {
            HashSegments forgotten = set;
            set = spare;
            set.reset(initialCapacity);
            spare = forgotten;
        }
        System.arraycopy(blocks, 0, blocks, 1, from);
        System.arraycopy(sets, 0, sets, 1, from);
        blocks[0] = previousBlock;
        sets[0] = set;
    }

    /** Adds a header hash (32 bytes, internal order) of a share on that previous block. */
    public Result add(Hash256 previousBlock, byte[] headerHash) {
        int i = find(previousBlock);
        if (i < 0) {
            return Result.BLOCK_FORGOTTEN;
        }
        spare.clearSome(CLEARED_WORDS);
        return sets[i].add(headerHash, maxCapacity);
    }

    /** Takes back a hash that could not be recorded. */
    public void remove(Hash256 previousBlock, byte[] headerHash) {
        int i = find(previousBlock);
        if (i >= 0) {
            sets[i].remove(headerHash);
        }
    }

    private int find(Hash256 previousBlock) {
        for (int i = 0; i < BLOCKS_KEPT; i++) {
            if (previousBlock.equals(blocks[i])) {
                return i;
            }
        }
        return -1;
    }

    /** What {@link #add} found. */
    public enum Result {
        NEW,
        DUPLICATE,
        /** The set has reached its named limit. */
        FULL,
        /** The previous block is older than those kept. */
        BLOCK_FORGOTTEN
    }
}
