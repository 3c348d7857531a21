package io.otedama.node.regtest;

import org.jspecify.annotations.Nullable;

/**
 * A transaction and where it is.
 *
 * @param entry the block of the best chain that has it, or null while it waits
 * @param index its place in that block
 */
record FoundTransaction(
        RegtestTransaction transaction, @Nullable ChainEntry entry, int index) {
    /** 1 in the tip, 0 while it waits. */
    int confirmations(ChainState s) {
        return entry == null ? 0 : RegtestChain.confirmations(s, entry);
    }
}
