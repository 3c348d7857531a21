package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.payout.BlockWeights;
import io.otedama.spi.BlockRecord;
import java.util.Map;

/** A block whose last word is not spoken. */
final class LiveBlock {
    final Hash256 hash;
    final int finder;
    final BlockTerms terms;

    /** Of its own round or window. */
    final BlockWeights weights;

    /** Sequences of the shares that the weights count, both inclusive; the first is 0 when the scheme does not go by shares. */
    final long firstShare;

    final long lastShare;

    int height;
    long value;

    /** The coinbase pays the finder what others and the pool do not get. */
    boolean restToFinder;

    /** What the coinbase pays of this block itself. */
    Map<Integer, Long> direct = Map.of();

    boolean known;
    boolean posted;

    /** Its work went to a later block, which is mature: it is not given to another one. */
    boolean consumed;

    BlockShares shares = BlockShares.NONE;

    LiveBlock(Hash256 hash, int finder, BlockTerms terms, BlockWeights weights, long firstShare, long lastShare) {
        this.hash = hash;
        this.finder = finder;
        this.terms = terms;
        this.weights = weights;
        this.firstShare = firstShare;
        this.lastShare = lastShare;
    }

    /** What the block's own record says. */
    void describe(BlockRecord record, CoinbaseSplits splits) {
        if (!known) {
            known = true;
            height = record.height();
            value = record.coinbaseValue();
            restToFinder = splits.isRestToOwner(record.splitId());
            direct = splits.shares(record.splitId());
        }
    }

    void write(StateWriter out) {
        out.putHash(hash).putInt(finder);
        terms.write(out);
        weights.write(out);
        out.putLong(firstShare).putLong(lastShare);
        out.putInt(height).putLong(value).putBoolean(restToFinder);
        out.putBoolean(known).putBoolean(posted).putBoolean(consumed);
        CoinbaseSplits.write(out, direct);
        shares.write(out);
    }

    static LiveBlock read(StateReader in) {
        LiveBlock block = new LiveBlock(
                in.getHash(), in.getInt(), BlockTerms.read(in), BlockWeights.read(in), in.getLong(), in.getLong());
        block.height = in.getInt();
        block.value = in.getLong();
        block.restToFinder = in.getBoolean();
        block.known = in.getBoolean();
        block.posted = in.getBoolean();
        block.consumed = in.getBoolean();
        block.direct = CoinbaseSplits.readAmounts(in);
        block.shares = BlockShares.read(in);
        return block;
    }
}
