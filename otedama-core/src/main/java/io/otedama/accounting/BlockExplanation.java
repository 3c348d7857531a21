package io.otedama.accounting;

import io.otedama.payout.BlockWeights;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a block is shared as it is.
 *
 * @param finder account number of who found it
 * @param value base units
 * @param weights of the block's own window or round
 * @param firstShare sequence of the first share that they count; 0 when the scheme does not go by shares
 * @param lastShare sequence of the last one
 * @param owed base units by account: fee, donation, rounding and reserve among them
 * @param direct what its coinbase pays itself, base units by account
 * @param carried what its coinbase pays beside, of debts from earlier blocks, base units by account; no part of the value
 */
public record BlockExplanation(
        int finder,
        long value,
        BlockWeights weights,
        long firstShare,
        long lastShare,
        Map<Integer, Long> owed,
        Map<Integer, Long> direct,
        Map<Integer, Long> carried) {
    static BlockExplanation of(LiveBlock block, Map<Integer, Long> carried) {
        return new BlockExplanation(
                block.finder,
                block.value,
                block.weights,
                block.firstShare,
                block.lastShare,
                new TreeMap<>(block.shares.owed()),
                new TreeMap<>(block.shares.direct()),
                new TreeMap<>(carried));
    }
}
