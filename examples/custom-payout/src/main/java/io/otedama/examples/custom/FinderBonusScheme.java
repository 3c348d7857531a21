package io.otedama.examples.custom;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.ledger.WorkSums;
import io.otedama.payout.BlockWeights;
import io.otedama.payout.CreditedShare;
import io.otedama.payout.PayoutBook;
import io.otedama.payout.PayoutScheme;
import io.otedama.payout.SchemeContext;
import io.otedama.payout.SchemeParameters;
import java.math.BigInteger;
import java.util.Map;

/**
 * Proportional, with a bonus for who finds the block: {@code bonus} percent of it go to the finder, the rest is shared by the
 * work since the previous block. Hoppable like every proportional scheme; here to show how a scheme is written.
 */
public final class FinderBonusScheme implements PayoutScheme {
    /** Called by {@link java.util.ServiceLoader}. */
    public FinderBonusScheme() {}

    @Override
    public String name() {
        return "finder-bonus";
    }

    @Override
    public PayoutBook open(SchemeParameters parameters, SchemeContext context) {
        long bonus = parameters.whole("bonus", 5, 0, 100);
        parameters.finish();
        return new Book(bonus, new WorkSums());
    }

    private record Book(long bonus, WorkSums round) implements PayoutBook {
        private static final BigInteger PERCENT = BigInteger.valueOf(100);

        @Override
        public void onShare(CreditedShare share) {
            round.add(share.account(), share.workHi(), share.workLo());
        }

        @Override
        public BlockWeights weigh(int finder) {
            if (round.isEmpty()) {
                return BlockWeights.single(finder);
            }
            BigInteger rest = PERCENT.subtract(BigInteger.valueOf(bonus));
            Map<Integer, BigInteger> weights = BlockWeights.of(round).byAccount();
            weights.replaceAll((account, work) -> work.multiply(rest));
            weights.merge(finder, round.total().multiply(BigInteger.valueOf(bonus)), BigInteger::add);
            round.clear();
            return BlockWeights.of(weights, BigInteger.ZERO);
        }

        @Override
        public boolean isRoundBased() {
            return true;
        }

        @Override
        public void write(StateWriter out) {
            round.write(out);
        }

        @Override
        public void read(StateReader in) {
            round.read(in);
        }
    }
}
