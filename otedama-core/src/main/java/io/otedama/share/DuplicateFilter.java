package io.otedama.share;

import io.otedama.chain.Hash256;
import org.jspecify.annotations.Nullable;

/**
 * Has this header hash been credited before? One set per previous block, the last {@value #BLOCKS_KEPT} kept because tips
 * go A, B and back to A. Nothing is ever evicted from a set: a full one refuses. One thread (the pipeline's).
 *
 * <p>Sets that fall out are emptied and used again, so that in steady state nothing is allocated.
 */
public final class DuplicateFilter {
    /** Previous blocks whose shares are remembered. */
    public static final int BLOCKS_KEPT = 4;

    private final int initialCapacity;
    private final int maxCapacity;
    private final @Nullable Hash256[] blocks = new Hash256[BLOCKS_KEPT];
    private final HashSet128[] sets = new HashSet128[BLOCKS_KEPT];
    private int newest = -1;

    /**
     * @param initialCapacity shares per previous block that need no growth
     * @param maxCapacity shares per previous block; one more is refused
     */
    public DuplicateFilter(int initialCapacity, int maxCapacity) {
        this.initialCapacity = initialCapacity;
        this.maxCapacity = maxCapacity;
        for (int i = 0; i < BLOCKS_KEPT; i++) {
            sets[i] = new HashSet128(0, maxCapacity);
        }
    }

    /** There is work on this previous block from now on; a known one keeps its set. */
    public void onPreviousBlock(Hash256 previousBlock) {
        if (find(previousBlock) >= 0) {
            return;
        }
        newest = (newest + 1) % BLOCKS_KEPT;
        blocks[newest] = previousBlock;
        sets[newest].reset(initialCapacity);
    }

    /** Adds a header hash (32 bytes, internal order) of a share on that previous block. */
    public Result add(Hash256 previousBlock, byte[] headerHash) {
        int i = find(previousBlock);
        if (i < 0) {
            return Result.BLOCK_FORGOTTEN;
        }
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
            int at = newest - i;
            int slot = at < 0 ? at + BLOCKS_KEPT : at;
            if (slot >= 0 && previousBlock.equals(blocks[slot])) {
                return slot;
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
