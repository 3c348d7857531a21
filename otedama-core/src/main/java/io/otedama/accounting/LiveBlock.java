package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.payout.BlockWeights;
import io.otedama.spi.BlockRecord;
import java.util.Map;
import java.util.TreeMap;

/** A block whose last word is not spoken. */
final class LiveBlock {
    final Hash256 hash;
    final int finder;
    final BlockTerms terms;

    /** Of its own round or window. */
    final BlockWeights weights;

    int height;
    long value;
    long splitId;
    Map<Integer, Long> direct = Map.of();
    boolean known;
    boolean posted;

    /** Its work went to a later block, which is mature: it is not given to another one. */
    boolean consumed;

    BlockShares shares = BlockShares.NONE;

    LiveBlock(Hash256 hash, int finder, BlockTerms terms, BlockWeights weights) {
        this.hash = hash;
        this.finder = finder;
        this.terms = terms;
        this.weights = weights;
    }

    /** What the block's own record says. */
    void describe(BlockRecord record, CoinbaseSplits splits) {
        if (!known) {
            known = true;
            height = record.height();
            value = record.coinbaseValue();
            splitId = record.splitId();
            direct = new TreeMap<>(splits.amounts(splitId));
        }
    }

    void write(StateWriter out) {
        out.putHash(hash).putInt(finder);
        terms.write(out);
        weights.write(out);
        out.putInt(height).putLong(value).putLong(splitId);
        out.putBoolean(known).putBoolean(posted).putBoolean(consumed);
        out.putInt(direct.size());
        direct.forEach((account, amount) -> out.putInt(account).putLong(amount));
        shares.write(out);
    }

    static LiveBlock read(StateReader in) {
        LiveBlock block = new LiveBlock(in.getHash(), in.getInt(), BlockTerms.read(in), BlockWeights.read(in));
        block.height = in.getInt();
        block.value = in.getLong();
        block.splitId = in.getLong();
        block.known = in.getBoolean();
        block.posted = in.getBoolean();
        block.consumed = in.getBoolean();
        TreeMap<Integer, Long> direct = new TreeMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            direct.put(in.getInt(), in.getLong());
        }
        block.direct = direct;
        block.shares = BlockShares.read(in);
        return block;
    }
}
