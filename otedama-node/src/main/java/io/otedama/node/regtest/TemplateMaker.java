package io.otedama.node.regtest;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.TemplateTransaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses transactions for the next block and describes it. Guarded by the chain's lock. */
final class TemplateMaker {
    static final int VERSION = 0x20000000;

    private static final int RESERVED_WEIGHT = 8_000;
    private static final int RESERVED_SIGOP_COST = 400;

    private final Consensus consensus;

    TemplateMaker(Consensus consensus) {
        this.consensus = consensus;
    }

    TemplateSnapshot make(ChainEntry tip, Mempool mempool, long nowSeconds) {
        List<MempoolEntry> entries = choose(mempool);
        int height = tip.height() + 1;
        long minTime = tip.medianTimePast() + 1;
        List<RegtestTransaction> transactions =
                entries.stream().map(MempoolEntry::transaction).toList();
        BlockTemplate template = BlockTemplate.builder()
                .version(VERSION)
                .previousBlock(tip.hash())
                .height(height)
                .bits(consensus.bits())
                .minTime(minTime)
                .curTime(Math.max(minTime, nowSeconds))
                .coinbaseValue(consensus.subsidy(height)
                        + entries.stream().mapToLong(MempoolEntry::fee).sum())
                .weightLimit(Consensus.MAX_BLOCK_WEIGHT)
                .transactions(entries.stream()
                        .map(TemplateMaker::toTemplateTransaction)
                        .toList())
                .witnessCommitment(WitnessCommitment.script(transactions))
                .build();
        return new TemplateSnapshot(template, entries, mempool.sequence());
    }

    /** In the mempool's order, which has parents first; what depends on something left out is left out too. */
    private static List<MempoolEntry> choose(Mempool mempool) {
        List<MempoolEntry> chosen = new ArrayList<>();
        Set<Hash256> leftOut = new HashSet<>();
        long weight = Consensus.MAX_BLOCK_WEIGHT - RESERVED_WEIGHT;
        int sigops = Consensus.MAX_SIGOP_COST - RESERVED_SIGOP_COST;
        for (MempoolEntry entry : mempool.entries()) {
            RegtestTransaction transaction = entry.transaction();
            boolean fits = transaction.weight() <= weight && entry.sigopCost() <= sigops;
            boolean orphan = transaction.inputs().stream()
                    .anyMatch(input -> leftOut.contains(input.previous().txid()));
            if (!fits || orphan) {
                leftOut.add(transaction.txid());
                continue;
            }
            chosen.add(entry);
            weight -= transaction.weight();
            sigops -= entry.sigopCost();
        }
        return List.copyOf(chosen);
    }

    private static TemplateTransaction toTemplateTransaction(MempoolEntry entry) {
        RegtestTransaction transaction = entry.transaction();
        return new TemplateTransaction(
                transaction.toBytes(), transaction.txid(), transaction.wtxid(), entry.fee(), transaction.weight());
    }
}
