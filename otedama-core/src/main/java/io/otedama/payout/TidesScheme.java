package io.otedama.payout;

import io.otedama.chain.Work;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * TIDES: the transparent index of distinct extended shares. The last shares up to eight times the network's difficulty share
 * subsidy and fees in proportion to their work; the coinbase itself pays them.
 *
 * <p>Payout: {@code B(1-f)·w_i/W} over the last {@code W = window · network work}, the oldest share cut. The window follows the
 * network's difficulty both ways: when that rises, shares that had left come back, up to four times the greatest window of the
 * last 16 difficulties ({@link WindowHistory}); so far back is the journal read again. Variance per share: {@code p·B²/8}. Operator
 * risk: none, the pool does not hold what the coinbase pays. Hop-proof: yes, but for the steps at which the difficulty changes.
 * Source: ocean.xyz/docs/tides.
 *
 * <p>Parameters: {@code window}, default 8. {@code direct}: {@code yes} (default) pays in the coinbase, largest first, as many as
 * the client's class can take; what does not fit is owed, and paid by a later coinbase or the wallet. {@code no} pays everybody later. An under-full window is
 * scaled: those who are there share all of it.
 */
public final class TidesScheme implements PayoutScheme {
    public TidesScheme() {}

    @Override
    public String name() {
        return "tides";
    }

    @Override
    public PayoutBook open(SchemeParameters parameters, SchemeContext context) {
        BigDecimal factor = parameters.decimal("window", "8", "0.01", "1000");
        boolean direct = parameters.choice("direct", "yes", "no").equals("yes");
        parameters.finish();
        return new Book(context.openTail(), factor, direct);
    }

    private static final class Book implements PayoutBook {
        /** Until the first job says how much it is. */
        private static final Work UNKNOWN = new Work(-1L, -1L);

        private final SlidingWindow window;
        private final BigDecimal factor;
        private final boolean paysDirectly;
        private int bits;

        private Book(ShareTail tail, BigDecimal factor, boolean paysDirectly) {
            this.window = new SlidingWindow(ShareWeight.work(), tail, UNKNOWN, new WindowHistory());
            this.factor = factor;
            this.paysDirectly = paysDirectly;
        }

        @Override
        public void onTerms(JobTerms terms, ReserveAccount reserve) {
            if (terms.bits() != bits) {
                bits = terms.bits();
                BigDecimal limit = new BigDecimal(terms.networkWork().toBigInteger()).multiply(factor);
                window.setLimit(Work.of(limit.toBigInteger().max(BigInteger.ONE)));
            }
        }

        @Override
        public void onShare(CreditedShare share) {
            window.add(share);
        }

        @Override
        public BlockWeights weigh(int finder) {
            return window.isEmpty() ? BlockWeights.single(finder) : window.weights(BigInteger.ZERO);
        }

        @Override
        public DirectPayment direct() {
            return paysDirectly ? DirectPayment.BY_WEIGHT : DirectPayment.NONE;
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
            out.putInt(bits);
            window.write(out);
        }

        @Override
        public void read(StateReader in) {
            bits = in.getInt();
            window.read(in);
        }
    }
}
