package io.otedama.ledger;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntBinaryOperator;

/**
 * Divides an integer amount by weights: everybody gets the floor of his exact part, and the units that are left go one each
 * to the largest remainders (Hamilton's method). The parts add up to the amount exactly.
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * @param amount base units, not negative
     * @param weights none negative, at least one positive
     * @param tieBreak compares two positions whose remainders are equal; the smaller one is served first
     * @return one part per weight
     * @throws IllegalArgumentException for a negative amount or weight, or when all weights are zero
     */
    public static long[] divide(long amount, BigInteger[] weights, IntBinaryOperator tieBreak) {
        BigInteger total = BigInteger.ZERO;
        for (BigInteger weight : weights) {
            if (weight.signum() < 0) {
                throw new IllegalArgumentException("a weight is negative: " + weight);
            }
            total = total.add(weight);
        }
        if (amount < 0 || total.signum() == 0) {
            throw new IllegalArgumentException(amount + " base units cannot be divided by weights of " + total);
        }
        long[] parts = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = amount;
        BigInteger whole = BigInteger.valueOf(amount);
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] division = whole.multiply(weights[i]).divideAndRemainder(total);
            parts[i] = division[0].longValueExact();
            remainders[i] = division[1];
            left -= parts[i];
        }
        handOut(left, parts, remainders, tieBreak);
        return parts;
    }

    private static void handOut(long left, long[] parts, BigInteger[] remainders, IntBinaryOperator tieBreak) {
        if (left == 0) {
            return;
        }
        Integer[] order = new Integer[parts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer, BigInteger>comparing(i -> remainders[i], Comparator.reverseOrder())
                        .thenComparing(tieBreak::applyAsInt));
        for (int i = 0; i < left; i++) {
            parts[order[i]]++;
        }
    }
}
