package io.otedama.payout;

import io.otedama.chain.Work;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * PPLNS: pay per last N shares, where N is counted in difficulty at the time of each share.
 *
 * <p>Score of a share: {@code s = floor(work · 2^96 / network work)}, fixed when it comes. On a block, from its own share
 * backwards until the scores reach the window {@code X}: {@code reward_i = s_i·B(1-f)/X}; of the crossing share only the part that
 * fits counts. Variance per share: {@code p·B²/X}. Operator risk: none. Hop-proof: yes, because scores carry the difficulty of
 * their own time and windows ignore where blocks were. Source: Rosenfeld (arXiv 1112.4980), section 5.
 *
 * <p>Parameters: {@code window} = X, default 2 (a share is paid twice on average, half each time). {@code underfull}: what
 * happens to the part of B for which there are no shares yet: {@code keep} (default) leaves it in the reserve, as hop-proofness
 * demands; {@code scale} shares it among those who are there, which favours the first hours.
 */
public final class PplnsScheme implements PayoutScheme {
    private static final BigDecimal SCALE = new BigDecimal(BigInteger.ONE.shiftLeft(ScoreTable.SCALE_BITS));

    public PplnsScheme() {}

    @Override
    public String name() {
        return "pplns";
    }

    @Override
    public PayoutBook open(SchemeParameters parameters, SchemeContext context) {
        BigDecimal factor = parameters.decimal("window", "2", "0.01", "1000");
        boolean keeps = parameters.choice("underfull", "keep", "scale").equals("keep");
        parameters.finish();
        Work limit = Work.of(factor.multiply(SCALE).toBigInteger());
        return new Book(new SlidingWindow(ShareWeight.score(), context.openTail(), limit, null), keeps);
    }

    private record Book(SlidingWindow window, boolean keeps) implements PayoutBook {
        @Override
        public void onShare(CreditedShare share) {
            window.add(share);
        }

        @Override
        public BlockWeights weigh(int finder) {
            if (window.isEmpty() && !keeps) {
                return BlockWeights.single(finder);
            }
            return window.weights(keeps ? window.limit().subtract(window.filled()) : BigInteger.ZERO);
        }

        @Override
        public long firstShare() {
            return window.firstShare();
        }

        @Override
        public long retainFrom() {
            return window.retainFrom();
        }

        @Override
        public void write(StateWriter out) {
            window.write(out);
        }

        @Override
        public void read(StateReader in) {
            window.read(in);
        }
    }
}
