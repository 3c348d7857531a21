package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One known header with its place in the tree of blocks. Guarded by the chain's lock. */
final class ChainEntry {
    private final BlockHeader header;
    private final Hash256 hash;
    private final @Nullable ChainEntry parent;
    private final int height;
    private final Work work;

    private @Nullable RegtestBlock block;
    private long arrival;
    private String failure = "";
    private boolean connectedOnce;
    private @Nullable BlockUndo undo;

    ChainEntry(BlockHeader header, @Nullable ChainEntry parent) {
        this.header = header;
        this.hash = header.hash();
        this.parent = parent;
        this.height = parent == null ? 0 : parent.height + 1;
        Work own = Work.of(header.target());
        this.work = parent == null ? own : parent.work.plus(own);
    }

    BlockHeader header() {
        return header;
    }

    Hash256 hash() {
        return hash;
    }

    @Nullable
    ChainEntry parent() {
        return parent;
    }

    int height() {
        return height;
    }

    /** Work of the whole branch up to here. */
    Work work() {
        return work;
    }

    /** The block's content, or null while only its header is known. */
    @Nullable
    RegtestBlock block() {
        return block;
    }

    /** The content of an entry that is known to have it. */
    RegtestBlock requireBlock() {
        RegtestBlock known = block;
        if (known == null) {
            throw new IllegalStateException("only the header of " + hash + " is known");
        }
        return known;
    }

    void receive(RegtestBlock content, long order) {
        block = content;
        arrival = order;
    }

    /** Among branches of equal work the first that arrived wins. */
    long arrival() {
        return arrival;
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    /** Why the block can never be valid; empty when that is not known of it. */
    String failure() {
        return failure;
    }

    void fail(String reason) {
        failure = reason;
    }

    /** True when the block was part of the best chain at some time: it is fully valid. */
    boolean wasConnected() {
        return connectedOnce;
    }

    void connected(BlockUndo spent) {
        connectedOnce = true;
        undo = spent;
    }

    BlockUndo requireUndo() {
        BlockUndo known = undo;
        if (known == null) {
            throw new IllegalStateException(hash + " is not connected");
        }
        undo = null;
        return known;
    }

    /** Median of the times of the last eleven blocks up to this one: the next block must be later. */
    long medianTimePast() {
        long[] times = new long[Consensus.MEDIAN_BLOCKS];
        int count = 0;
        for (ChainEntry entry = this; entry != null && count < times.length; entry = entry.parent) {
            times[count++] = Integer.toUnsignedLong(entry.header.time());
        }
        Arrays.sort(times, 0, count);
        return times[count / 2];
    }
}
