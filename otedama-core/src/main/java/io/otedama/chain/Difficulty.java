package io.otedama.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A share difficulty: exactly the decimal number that the miner is sent. It is chosen first and the target derives from
 * it, so that miner and pool can never disagree by a rounding. Values that a policy computes have at most
 * {@value #CHOSEN_DIGITS} significant digits; values that a person wrote (65536) are kept as written.
 *
 * <p>Formula: target(d) = floor(D1 * M / d), D1 = 0xffff * 2^208, M the coin's share multiplier (1 for sha256d, 65536
 * for scrypt); capped at 2^256 - 1.
 */
public final class Difficulty implements Comparable<Difficulty> {
    /** Significant digits of a difficulty that a policy chose. */
    public static final int CHOSEN_DIGITS = 3;

    /** Significant digits that are kept of a difficulty that a person or a client wrote. */
    public static final int MAX_DIGITS = 15;

    /** Smallest difficulty; far below what any target of 256 bits can express. */
    public static final Difficulty MIN = new Difficulty(new BigDecimal("1E-18"));

    /** Largest difficulty. */
    public static final Difficulty MAX = new Difficulty(new BigDecimal("1E+24"));

    /** Difficulty 1. */
    public static final Difficulty ONE = new Difficulty(BigDecimal.ONE);

    private static final MathContext CHOSEN = new MathContext(CHOSEN_DIGITS, RoundingMode.DOWN);
    private static final MathContext ROUNDED_UP = new MathContext(CHOSEN_DIGITS, RoundingMode.UP);
    private static final MathContext WRITTEN = new MathContext(MAX_DIGITS, RoundingMode.DOWN);
    private static final BigInteger D1 = Target.DIFFICULTY_1.toBigInteger();
    private static final BigInteger MAX_TARGET = Target.MAX.toBigInteger();

    private final BigDecimal value;
    private final long unscaled;

    private Difficulty(BigDecimal value) {
        this.value = value.stripTrailingZeros();
        this.unscaled = this.value.unscaledValue().longValueExact();
    }

    /**
     * What a person or a client wrote.
     *
     * @throws IllegalArgumentException when it is not a positive decimal number
     */
    public static Difficulty of(String decimal) {
        try {
            return of(new BigDecimal(decimal));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + decimal + "' is not a decimal number", e);
        }
    }

    /**
     * Kept as written, cut to {@value #MAX_DIGITS} digits and clamped to [{@link #MIN}, {@link #MAX}].
     *
     * @throws IllegalArgumentException when zero or negative
     */
    public static Difficulty of(BigDecimal decimal) {
        if (decimal.signum() <= 0) {
            throw new IllegalArgumentException("a difficulty must be greater than 0, found " + decimal);
        }
        if (decimal.compareTo(MIN.value) < 0) {
            return MIN;
        }
        return decimal.compareTo(MAX.value) > 0 ? MAX : new Difficulty(decimal.round(WRITTEN));
    }

    /**
     * A whole number, kept as {@link #of(BigDecimal)} keeps it.
     *
     * @throws IllegalArgumentException when zero or negative
     */
    public static Difficulty of(long whole) {
        return of(BigDecimal.valueOf(whole));
    }

    /**
     * The greatest difficulty of {@value #CHOSEN_DIGITS} digits whose target still includes {@code target}; never above
     * {@link #MAX}. A target of zero counts as one.
     *
     * @throws IllegalArgumentException when {@code multiplier} is not positive
     */
    public static Difficulty ofTarget(Target target, long multiplier) {
        return of(exactly(target, multiplier).round(CHOSEN));
    }

    /**
     * The least difficulty of {@value #CHOSEN_DIGITS} digits whose target does not go beyond {@code target}; never above
     * {@link #MAX}. A target of zero counts as one.
     *
     * @throws IllegalArgumentException when {@code multiplier} is not positive
     */
    public static Difficulty notEasierThan(Target target, long multiplier) {
        Difficulty below = ofTarget(target, multiplier);
        if (below.toTarget(multiplier).compareTo(target) <= 0) {
            return below; // such a target was made of a difficulty, and cut
        }
        BigDecimal divisor = new BigDecimal(target.toBigInteger().max(BigInteger.ONE));
        return of(unit(multiplier).divide(divisor, ROUNDED_UP));
    }

    /**
     * D1 * M / target cut to 12 digits, for display: what block explorers call the difficulty of compact bits. A target
     * of zero counts as one.
     *
     * @throws IllegalArgumentException when {@code multiplier} is not positive
     */
    public static BigDecimal exactly(Target target, long multiplier) {
        BigInteger divisor = target.toBigInteger().max(BigInteger.ONE);
        return unit(multiplier).divide(new BigDecimal(divisor), new MathContext(12, RoundingMode.DOWN));
    }

    /**
     * This times {@code ratio}, rounded down to {@value #CHOSEN_DIGITS} digits: how a policy moves a difficulty.
     *
     * @throws IllegalArgumentException when {@code ratio} is not positive
     */
    public Difficulty scaledBy(BigDecimal ratio) {
        return of(value.multiply(ratio).round(CHOSEN));
    }

    /**
     * The greatest power of two that is not greater than this; for firmware that understands no other. Exact from 2^-21
     * to 2^49; outside, where no such firmware works, cut to {@value #MAX_DIGITS} digits like every written difficulty.
     */
    public Difficulty toPowerOfTwo() {
        BigDecimal power = BigDecimal.ONE;
        BigDecimal two = BigDecimal.valueOf(2);
        BigDecimal half = new BigDecimal("0.5");
        while (power.compareTo(value) > 0) {
            power = power.multiply(half);
        }
        while (power.multiply(two).compareTo(value) <= 0) {
            power = power.multiply(two);
        }
        return of(power);
    }

    /**
     * The target that this difficulty means: floor(D1 * M / d), at most 2^256 - 1.
     *
     * @param multiplier M, the coin's share multiplier
     * @throws IllegalArgumentException when {@code multiplier} is not positive
     */
    public Target toTarget(long multiplier) {
        BigInteger target = unit(multiplier).divideToIntegralValue(value).toBigInteger();
        return Target.of(target.min(MAX_TARGET));
    }

    /** D1 * M, the target of difficulty 1. */
    private static BigDecimal unit(long multiplier) {
        if (multiplier <= 0) {
            throw new IllegalArgumentException("a share multiplier must be greater than 0, found " + multiplier);
        }
        return new BigDecimal(D1.multiply(BigInteger.valueOf(multiplier)));
    }

    /** The digits of the number: value = unscaled * 10^-scale. Fits 64 bits. */
    public long unscaled() {
        return unscaled;
    }

    /** The decimal scale; may be negative. */
    public int scale() {
        return value.scale();
    }

    /** The exact number; no trailing zeros. */
    public BigDecimal toBigDecimal() {
        return value;
    }

    /** The smaller of the two. */
    public Difficulty min(Difficulty other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The greater of the two. */
    public Difficulty max(Difficulty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Plain decimal text without exponent: a JSON number that every miner's parser reads. */
    @Override
    public String toString() {
        return value.toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Difficulty that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(Difficulty other) {
        return value.compareTo(other.value);
    }
}
