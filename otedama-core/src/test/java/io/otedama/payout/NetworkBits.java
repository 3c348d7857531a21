package io.otedama.payout;

import io.otedama.chain.Target;
import io.otedama.chain.Work;
import java.math.BigInteger;

/** Compact network targets for round numbers of expected hashes. */
public final class NetworkBits {
    private NetworkBits() {}

    /**
     * The target whose work is exactly this.
     *
     * @param work expected hashes, 2 to 32,000: compact targets have 15 bits of precision at least
     */
    public static int ofWork(long work) {
        BigInteger target =
                BigInteger.ONE.shiftLeft(256).divide(BigInteger.valueOf(work)).subtract(BigInteger.ONE);
        int bits = Target.of(target).toCompact();
        if (!workOf(bits).equals(BigInteger.valueOf(work))) {
            throw new IllegalArgumentException("no compact target has a work of " + work);
        }
        return bits;
    }

    /** Expected hashes of a block. */
    public static BigInteger workOf(int bits) {
        return Work.of(Target.ofCompact(bits)).toBigInteger();
    }
}
