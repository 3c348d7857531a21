package io.otedama.payout;

import io.otedama.chain.Work;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.ledger.WorkSums;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * PPS: every share is paid at once for what it is worth on average, whatever blocks the pool finds.
 *
 * <p>Credit of a share: {@code S·d/D·(1-f)}, with the subsidy S and the difficulty D of its own job, however late it comes. Variance for the miner: none.
 * Operator risk: all of it. Blocks go to the reserve, and with a reserve of R and blocks of B the pool is ruined some day with a
 * probability of about {@code exp(-2·f·R/B)}: 2 % fee and 100 blocks leave 1.8 %, for 0.1 % it takes 172.7 blocks. Without a fee ruin
 * is certain. When the reserve is spent, shares are refused until a block or a deposit fills it. Hop-proof: yes. Source: Rosenfeld
 * (arXiv 1112.4980), section 2.2 and appendix C.
 *
 * <p>Work is summed per account and turned into base units when the chain's tip changes; what is less than a unit stays with the
 * account, in 2^-64 units when the difficulty changes. Parameter {@code reserve}: what the operator has set aside at the begin, base
 * units.
 */
public final class PpsScheme implements PayoutScheme {
    private static final long MAX_RESERVE = 21_000_000L * 100_000_000L;

    public PpsScheme() {}

    @Override
    public String name() {
        return "pps";
    }

    @Override
    public PayoutBook open(SchemeParameters parameters, SchemeContext context) {
        long deposit = parameters.whole("reserve", 0, 0, MAX_RESERVE);
        parameters.finish();
        return new Book(deposit, context.feeBasisPoints());
    }

    private static final class Book implements PayoutBook {
        private static final int FRACTION_BITS = 64;
        private static final BigInteger BASIS_POINTS = BigInteger.valueOf(10_000);

        private final long deposit;
        private final BigInteger keep;

        /** Work since difficulty or subsidy changed. */
        private final WorkSums work = new WorkSums();

        /** Base units that were credited for {@link #work} already; less what late shares have earned beside it. */
        private long[] settled = new long[64];

        /** What accounts have left from before, in 2^-64 base units. */
        private long[] fraction = new long[64];

        private int bits;
        private long subsidy;

        /** The reserve pays for this much of {@link #work}. */
        private Work affordable = Work.ZERO;

        private boolean hasTerms;

        private Book(long deposit, int feeBasisPoints) {
            this.deposit = deposit;
            this.keep = BASIS_POINTS.subtract(BigInteger.valueOf(feeBasisPoints));
        }

        @Override
        public void onShare(CreditedShare share) {
            if (hasTerms && (share.bits() != bits || share.subsidy() != subsidy)) {
                addLate(share);
            } else {
                work.add(share.account(), share.workHi(), share.workLo());
            }
        }

        /** A share on a job of other difficulty or subsidy than the newest: rare, so that it may allocate. */
        private void addLate(CreditedShare share) {
            int account = share.account();
            work.add(account, 0, 0);
            grow();
            BigInteger worked = new Work(share.workHi(), share.workLo()).toBigInteger();
            BigInteger more =
                    value(worked, share.bits(), share.subsidy()).add(new Work(0, fraction[account]).toBigInteger());
            settled[account] = Math.subtractExact(
                    settled[account], more.shiftRight(FRACTION_BITS).longValueExact());
            fraction[account] = more.longValue();
        }

        @Override
        public void onTerms(JobTerms terms, ReserveAccount reserve) {
            settle(reserve);
            if (terms.bits() != bits || terms.subsidy() != subsidy) {
                carry();
                bits = terms.bits();
                subsidy = terms.subsidy();
            }
            hasTerms = true;
            affordable = affordable(reserve.balance());
        }

        @Override
        public void end(ReserveAccount reserve) {
            settle(reserve);
        }

        private void settle(ReserveAccount reserve) {
            if (!hasTerms) {
                return;
            }
            grow();
            for (int account = 0; account < work.limit(); account++) {
                long due = Math.subtractExact(
                        earned(account).shiftRight(FRACTION_BITS).longValueExact(), settled[account]);
                if (due > 0) {
                    settled[account] += due;
                    reserve.credit(account, due);
                }
            }
        }

        /** In 2^-64 base units, with what was left from before. */
        private BigInteger earned(int account) {
            BigInteger exact = value(work.get(account), bits, subsidy);
            return exact.add(new Work(0, fraction[account]).toBigInteger());
        }

        private BigInteger value(BigInteger worked, int jobBits, long jobSubsidy) {
            return worked.multiply(BigInteger.valueOf(jobSubsidy))
                    .multiply(keep)
                    .shiftLeft(FRACTION_BITS)
                    .divide(ScoreTable.networkWork(jobBits).toBigInteger().multiply(BASIS_POINTS));
        }

        private void carry() {
            if (hasTerms) {
                for (int account = 0; account < work.limit(); account++) {
                    fraction[account] = earned(account).longValue();
                    settled[account] = 0;
                }
                work.clear();
            }
        }

        private Work affordable(long balance) {
            if (balance <= 0) {
                return new Work(work.totalHi(), work.totalLo());
            }
            BigInteger price = BigInteger.valueOf(subsidy).multiply(keep).max(BigInteger.ONE);
            BigInteger more = ScoreTable.networkWork(bits)
                    .toBigInteger()
                    .multiply(BASIS_POINTS)
                    .multiply(BigInteger.valueOf(balance))
                    .divide(price);
            BigInteger all = work.total().add(more);
            return all.bitLength() > 128 ? new Work(-1L, -1L) : Work.of(all);
        }

        private void grow() {
            int limit = work.limit();
            if (limit > settled.length) {
                settled = Arrays.copyOf(settled, Math.max(limit, settled.length * 2));
                fraction = Arrays.copyOf(fraction, settled.length);
            }
        }

        @Override
        public BlockWeights weigh(int finder) {
            return BlockWeights.reserve();
        }

        @Override
        public boolean bearsRisk() {
            return true;
        }

        @Override
        public boolean isReserveSpent() {
            return hasTerms && !WorkSums.less(work.totalHi(), work.totalLo(), affordable.hi(), affordable.lo());
        }

        @Override
        public long deposit() {
            return deposit;
        }

        @Override
        public void write(StateWriter out) {
            grow();
            out.putInt(bits).putLong(subsidy).putBoolean(hasTerms).putWork(affordable);
            work.write(out);
            int accounts = highest();
            out.putInt(accounts);
            for (int account = 0; account < accounts; account++) {
                out.putLong(settled[account]).putLong(fraction[account]);
            }
        }

        /** One more than the last account that has anything; the size of the arrays is chance. */
        private int highest() {
            int accounts = settled.length;
            while (accounts > 0 && settled[accounts - 1] == 0 && fraction[accounts - 1] == 0) {
                accounts--;
            }
            return accounts;
        }

        @Override
        public void read(StateReader in) {
            bits = in.getInt();
            subsidy = in.getLong();
            hasTerms = in.getBoolean();
            affordable = in.getWork();
            work.read(in);
            int accounts = in.getInt();
            settled = new long[Math.max(64, Math.max(accounts, work.limit()))];
            fraction = new long[settled.length];
            for (int account = 0; account < accounts; account++) {
                settled[account] = in.getLong();
                fraction[account] = in.getLong();
            }
        }
    }
}
