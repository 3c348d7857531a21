package io.otedama.payout;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;

/**
 * SOLO: who finds the block gets all of it.
 *
 * <p>Payout of a block: {@code B(1-f)} to the finder. Variance per share: the greatest there is, {@code p·B²}, where {@code p}
 * is the share's chance to be a block. Operator risk: none. Hop-proof: yes, no share is worth more because of another one.
 * Source: Rosenfeld, Analysis of Bitcoin Pooled Mining Reward Systems (arXiv 1112.4980), section 1.
 *
 * <p>Parameter {@code direct}: {@code yes} (default) pays the finder in the coinbase itself, {@code no} by a later payment. What
 * accounts are owed from before comes out of the fee's output of such coinbases, when no wallet pays it.
 */
public final class SoloScheme implements PayoutScheme {
    public SoloScheme() {}

    @Override
    public String name() {
        return "solo";
    }

    @Override
    public PayoutBook open(SchemeParameters parameters, SchemeContext context) {
        boolean direct = parameters.choice("direct", "yes", "no").equals("yes");
        parameters.finish();
        return new Book(direct);
    }

    private record Book(boolean paysDirectly) implements PayoutBook {
        @Override
        public void onShare(CreditedShare share) {
            // only blocks count
        }

        @Override
        public BlockWeights weigh(int finder) {
            return BlockWeights.single(finder);
        }

        @Override
        public DirectPayment direct() {
            return paysDirectly ? DirectPayment.OWNER : DirectPayment.NONE;
        }

        @Override
        public void write(StateWriter out) {
            // nothing is remembered
        }

        @Override
        public void read(StateReader in) {
            // nothing was remembered
        }
    }
}
