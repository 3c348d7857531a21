package io.otedama.node.regtest;

import io.otedama.chain.Hash256;
import java.util.Arrays;
import java.util.List;

/**
 * What a block must be: by itself ({@link #check}) and as child of its parent ({@link #checkOnParent}). The order is
 * Bitcoin Core's, so that a block with several faults is refused with the same word.
 */
final class BlockRules {
    private final TransactionRules transactions;

    BlockRules(TransactionRules transactions) {
        this.transactions = transactions;
    }

    /** CheckBlock of Bitcoin Core without the header. */
    void check(RegtestBlock block) throws RejectedException {
        List<RegtestTransaction> all = block.transactions();
        checkMerkleRoot(block);
        if (all.isEmpty() || block.baseBytes() * RegtestTransaction.WITNESS_SCALE > Consensus.MAX_BLOCK_WEIGHT) {
            throw RejectedException.invalid("bad-blk-length");
        }
        if (!block.coinbase().isCoinbase()) {
            throw RejectedException.invalid("bad-cb-missing");
        }
        if (all.stream().skip(1).anyMatch(RegtestTransaction::isCoinbase)) {
            throw RejectedException.invalid("bad-cb-multiple");
        }
        long cost = 0;
        for (RegtestTransaction transaction : all) {
            transactions.check(transaction);
            cost += Scripts.signatureOperationCost(transaction);
        }
        if (cost > Consensus.MAX_SIGOP_COST) {
            throw RejectedException.invalid("bad-blk-sigops");
        }
    }

    private static void checkMerkleRoot(RegtestBlock block) throws RejectedException {
        List<Hash256> txids =
                block.transactions().stream().map(RegtestTransaction::txid).toList();
        MerkleCheck merkle = MerkleCheck.of(txids);
        if (!merkle.root().equals(block.header().merkleRoot())) {
            throw RejectedException.mutated("bad-txnmrklroot");
        }
        if (merkle.mutated()) {
            throw RejectedException.mutated("bad-txns-duplicate");
        }
    }

    /** ContextualCheckBlock of Bitcoin Core. */
    void checkOnParent(RegtestBlock block, ChainEntry parent) throws RejectedException {
        int height = parent.height() + 1;
        long medianTime = parent.medianTimePast();
        for (RegtestTransaction transaction : block.transactions()) {
            if (!TransactionRules.isFinal(transaction, height, medianTime)) {
                throw RejectedException.invalid("bad-txns-nonfinal");
            }
        }
        byte[] push = Scripts.heightPush(height);
        byte[] script = block.coinbase().inputs().get(0).script();
        if (script.length < push.length || !Arrays.equals(script, 0, push.length, push, 0, push.length)) {
            throw RejectedException.invalid("bad-cb-height");
        }
        WitnessCommitment.check(block);
        if (block.weight() > Consensus.MAX_BLOCK_WEIGHT) {
            throw RejectedException.invalid("bad-blk-weight");
        }
    }
}
