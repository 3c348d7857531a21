package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import io.otedama.spi.SubmitResult;

/** Brings a new chain to where the chain of a directory stopped: the same things happen in the same order. */
final class ChainReplay implements ChainStore.Visitor {
    private final ChainState state;
    private int starts;

    ChainReplay(ChainState state) {
        this.state = state;
    }

    /** How often the chain was opened before. */
    int starts() {
        return starts;
    }

    @Override
    public void record(ChainStore.Kind kind, byte[] payload) {
        switch (kind) {
            case START -> starts++;
            case BLOCK -> block(RegtestBlock.parse(payload));
            case TRANSACTION -> state.restore(RegtestTransaction.parse(payload));
            case KEY -> state.walletLocks().next();
            case INVALIDATED -> state.invalidate(state.require(Hash256.ofInternal(payload)));
            case IDENTITY -> throw new IllegalStateException("a second identity in the chain's log");
        }
    }

    private void block(RegtestBlock block) {
        SubmitResult result = state.submit(block);
        if (result.outcome() == SubmitResult.Outcome.REJECTED) {
            throw new IllegalStateException("the chain's log has " + block + ", which is refused: " + result.reason());
        }
    }
}
