package io.otedama.node;

import io.otedama.spi.SubmitResult;
import io.otedama.spi.SubmitResult.Outcome;
import java.util.Map;

/**
 * What a node's word on a submitted block means (BIP 22 and Bitcoin Core's validation). Every word that is not listed
 * names a rule the block breaks.
 */
final class SubmitVerdicts {
    /**
     * No verdict on the block at all: this node is behind the one that gave the work. It may have the parent in a moment,
     * and it may be the only node left, so it must be asked again.
     */
    static final String PARENT_UNKNOWN = "prev-blk-not-found";

    private static final Map<String, Outcome> WORDS = Map.of(
            "", Outcome.ACCEPTED,
            "duplicate", Outcome.DUPLICATE,
            "duplicate-invalid", Outcome.REJECTED,
            "duplicate-inconclusive", Outcome.INCONCLUSIVE,
            "inconclusive", Outcome.INCONCLUSIVE,
            "valid?", Outcome.INCONCLUSIVE,
            "rejected", Outcome.REJECTED);

    private SubmitVerdicts() {}

    /**
     * @param word empty when the node answered null
     */
    static SubmitResult of(String word) {
        return new SubmitResult(WORDS.getOrDefault(word, Outcome.REJECTED), word);
    }
}
