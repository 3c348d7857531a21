package io.otedama.payout;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.ledger.WorkSums;

/**
 * PROP: a block is shared in proportion to the work since the pool's previous block.
 *
 * <p>Payout: {@code B(1-f)·w_i/Σw} over the round. Variance per share: about {@code p·B²} in short rounds, falling with the
 * round's length. Operator risk: none. Hop-proof: <b>no</b>. A share in a round that has already seen 0.435 times the network's
 * difficulty is worth less than anywhere else, and who leaves then gains up to 28 % at the cost of those who stay. Source:
 * Rosenfeld (arXiv 1112.4980), section 2.1 and appendix. The work of a round whose block becomes an orphan counts for the next
 * block. A block before any share goes to its finder.
 */
public final class PropScheme implements PayoutScheme {
    public PropScheme() {}

    @Override
    public String name() {
        return "prop";
    }

    @Override
    public PayoutBook open(SchemeParameters parameters, SchemeContext context) {
        parameters.finish();
        return new Book();
    }

    private static final class Book implements PayoutBook {
        private final WorkSums round = new WorkSums();
        private long firstShare;

        @Override
        public void onShare(CreditedShare share) {
            firstShare = firstShare == 0 ? share.sequence() : firstShare;
            round.add(share.account(), share.workHi(), share.workLo());
        }

        @Override
        public BlockWeights weigh(int finder) {
            BlockWeights weights = round.isEmpty() ? BlockWeights.single(finder) : BlockWeights.of(round);
            round.clear();
            firstShare = 0;
            return weights;
        }

        @Override
        public long firstShare() {
            return firstShare;
        }

        @Override
        public boolean isRoundBased() {
            return true;
        }

        @Override
        public void write(StateWriter out) {
            round.write(out);
            out.putLong(firstShare);
        }

        @Override
        public void read(StateReader in) {
            round.read(in);
            firstShare = in.getLong();
        }
    }
}
