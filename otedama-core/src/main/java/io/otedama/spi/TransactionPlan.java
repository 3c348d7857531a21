package io.otedama.spi;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A payment to be made.
 *
 * @param outputs whom to pay, in this order; the same script may occur more than once
 * @param maxFee base units; a transaction that would cost more is not prepared
 */
public record TransactionPlan(List<PaymentOutput> outputs, FeeRate feeRate, FeePayer feePayer, long maxFee) {
    /** With two hundred inputs, so many of the usual outputs fit a standard transaction of 400,000 weight units. */
    public static final int MAX_OUTPUTS = 2_000;

    /** Who bears the fee. */
    public enum FeePayer {
        /** The wallet: every output gets exactly its amount. */
        WALLET,
        /** The outputs, in proportion to their amounts: see {@link #afterFee}. */
        OUTPUTS
    }

    public TransactionPlan {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty() || outputs.size() > MAX_OUTPUTS) {
            throw new IllegalArgumentException(
                    "a transaction pays 1 to " + MAX_OUTPUTS + " outputs, found " + outputs.size());
        }
        if (maxFee <= 0) {
            throw new IllegalArgumentException("maxFee must be positive, found " + maxFee);
        }
    }

    /** Sum of all amounts as planned, base units. */
    public long total() {
        long sum = 0;
        for (PaymentOutput output : outputs) {
            sum = Math.addExact(sum, output.amount());
        }
        return sum;
    }

    /**
     * What the outputs get when they bear {@code fee}: each loses {@code fee * amount / total} rounded down, and one unit
     * more those with the largest remainders, among equals the first. The losses sum to {@code fee} exactly.
     *
     * @return in the order of the plan
     * @throws IllegalArgumentException when some output would get nothing
     */
    public List<PaymentOutput> afterFee(long fee) {
        BigInteger total = BigInteger.valueOf(total());
        long[] cuts = new long[outputs.size()];
        BigInteger[] remainders = new BigInteger[cuts.length];
        List<Integer> order = new ArrayList<>();
        long left = fee;
        for (int i = 0; i < cuts.length; i++) {
            BigInteger[] parts = BigInteger.valueOf(fee)
                    .multiply(BigInteger.valueOf(outputs.get(i).amount()))
                    .divideAndRemainder(total);
            cuts[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            left -= cuts[i];
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> remainders[i]).reversed()); // stable: ties by place
        order.subList(0, Math.toIntExact(left)).forEach(i -> cuts[i]++);
        List<PaymentOutput> reduced = new ArrayList<>();
        for (int i = 0; i < cuts.length; i++) {
            PaymentOutput planned = outputs.get(i);
            reduced.add(new PaymentOutput(planned.script(), planned.amount() - cuts[i]));
        }
        return List.copyOf(reduced);
    }
}
