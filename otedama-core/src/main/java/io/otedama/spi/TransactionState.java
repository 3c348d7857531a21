package io.otedama.spi;

import io.otedama.chain.Hash256;
import org.jspecify.annotations.Nullable;

/**
 * Where a transaction is.
 *
 * @param confirmations 1 when it is in the tip; 0 when it is in no block of the best chain
 * @param block the block of the best chain that has it, null when there is none
 * @param height of that block, -1 when there is none
 * @param conflict id of the transaction that spent its input; null when there is none or it could not be found
 */
public record TransactionState(
        Status status,
        int confirmations,
        @Nullable Hash256 block,
        int height,
        @Nullable Hash256 conflict) {
    public static final TransactionState UNKNOWN = new TransactionState(Status.UNKNOWN, 0, null, -1, null);
    public static final TransactionState IN_MEMPOOL = new TransactionState(Status.IN_MEMPOOL, 0, null, -1, null);

    public enum Status {
        /** Neither waiting nor in the chain, and its inputs are unspent: broadcast it, or broadcast it again. */
        UNKNOWN,
        /** Waiting for a block. */
        IN_MEMPOOL,
        /** In a block of the best chain; a reorganisation may still take it back. */
        CONFIRMED,
        /**
         * One of its inputs is spent by another transaction, waiting or in a block, or is gone after a reorganisation: as
         * things are it cannot confirm. A reorganisation may change that; nobody may be paid in its place before the other
         * one is deep.
         */
        CONFLICTED
    }

    public static TransactionState confirmed(int confirmations, Hash256 block, int height) {
        return new TransactionState(Status.CONFIRMED, confirmations, block, height, null);
    }

    public static TransactionState conflicted(@Nullable Hash256 by) {
        return new TransactionState(Status.CONFLICTED, 0, null, -1, by);
    }
}
