package io.otedama.node.regtest;

import io.otedama.chain.BlockTemplate;
import java.util.List;

/**
 * A template with what only the RPC shows of it.
 *
 * @param entries the transactions of the template, same order
 * @param mempoolSequence tells this choice of transactions from another on the same tip
 */
record TemplateSnapshot(BlockTemplate template, List<MempoolEntry> entries, long mempoolSequence) {
    /** Tip and a counter, as Bitcoin Core writes it. */
    String longPollId() {
        return template.previousBlock().toString() + mempoolSequence;
    }

    List<RegtestTransaction> transactions() {
        return entries.stream().map(MempoolEntry::transaction).toList();
    }
}
