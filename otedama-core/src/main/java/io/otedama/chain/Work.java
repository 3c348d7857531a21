package io.otedama.chain;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Credited work: floor(2^256 / (target + 1)) expected hashes, an unsigned 128-bit integer (the chain-work formula of
 * Bitcoin Core, GetBlockProof). The unit in which every share is credited; never floating point.
 *
 * @param hi upper 64 bits
 * @param lo lower 64 bits
 */
public record Work(long hi, long lo) implements Comparable<Work> {
    /** No work. */
    public static final Work ZERO = new Work(0, 0);

    /**
     * The work that one hash meeting {@code target} proves.
     *
     * @throws ArithmeticException when the target is so small that the work needs more than 128 bits
     */
    public static Work of(Target target) {
        return of(target.expectedHashes());
    }

    /**
     * A number of expected hashes.
     *
     * @throws ArithmeticException when negative or wider than 128 bits
     */
    public static Work of(BigInteger hashes) {
        if (hashes.signum() < 0 || hashes.bitLength() > 128) {
            throw new ArithmeticException("work of " + hashes.bitLength() + " bits does not fit 128");
        }
        return new Work(hashes.shiftRight(64).longValue(), hashes.longValue());
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException on overflow of 128 bits
     */
    public Work plus(Work other) {
        long low = lo + other.lo;
        long carry = Long.compareUnsigned(low, lo) < 0 ? 1 : 0;
        return new Work(addHigh(hi, other.hi, carry), low);
    }

    /**
     * Upper words added with a carry of 0 or 1; the building block of sums that do not allocate.
     *
     * @throws ArithmeticException on overflow of the unsigned 64 bits
     */
    public static long addHigh(long a, long b, long carry) {
        long sum = a + b;
        if (Long.compareUnsigned(sum, a) < 0 || (carry == 1 && sum == -1L)) {
            throw new ArithmeticException("sum of work exceeds 128 bits");
        }
        return sum + carry;
    }

    /** The value; never negative. */
    public BigInteger toBigInteger() {
        if (hi == 0 && lo >= 0) {
            return BigInteger.valueOf(lo);
        }
        return new BigInteger(
                1, ByteBuffer.allocate(2 * Long.BYTES).putLong(hi).putLong(lo).array());
    }

    @Override
    public int compareTo(Work other) {
        int order = Long.compareUnsigned(hi, other.hi);
        return order != 0 ? order : Long.compareUnsigned(lo, other.lo);
    }

    /** Decimal digits. */
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
