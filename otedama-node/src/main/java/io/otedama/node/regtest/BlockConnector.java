package io.otedama.node.regtest;

import java.util.ArrayList;
import java.util.List;

/** Lets a block spend and make coins, or take that back. All or nothing. Guarded by the chain's lock. */
final class BlockConnector {
    private final Consensus consensus;
    private final SpendRules rules;
    private final CoinSet coins;

    BlockConnector(Consensus consensus, CoinSet coins) {
        this.consensus = consensus;
        this.rules = new SpendRules(consensus);
        this.coins = coins;
    }

    /** Applies the block to the coins; when it is refused the coins are as before. */
    BlockUndo connect(RegtestBlock block, int height) throws RejectedException {
        List<BlockUndo.Change> log = new ArrayList<>();
        try {
            applyAll(block, height, log);
        } catch (RejectedException e) {
            coins.undo(log);
            throw e;
        }
        return new BlockUndo(log);
    }

    void disconnect(BlockUndo undo) {
        coins.undo(undo.changes());
    }

    private void applyAll(RegtestBlock block, int height, List<BlockUndo.Change> log) throws RejectedException {
        long fees = 0;
        for (RegtestTransaction transaction : block.transactions()) {
            if (!transaction.isCoinbase()) {
                fees += rules.checkInputs(transaction, coins, height);
                if (!consensus.isMoney(fees)) {
                    throw RejectedException.invalid("bad-txns-accumulated-fee-outofrange");
                }
                String fault = SpendRules.checkScripts(transaction, coins);
                if (!fault.isEmpty()) {
                    throw RejectedException.invalid("block-script-verify-flag-failed (" + fault + ")");
                }
            }
            coins.apply(transaction, height, log);
        }
        if (block.coinbase().outputValue() > consensus.subsidy(height) + fees) {
            throw RejectedException.invalid("bad-cb-amount");
        }
    }
}
