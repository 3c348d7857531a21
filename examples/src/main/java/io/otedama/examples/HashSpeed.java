package io.otedama.examples;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.math.BigInteger;
import java.time.Duration;

/** Measures how fast this machine hashes, to choose a chain that suits it. */
final class HashSpeed {
    /** Until the compiler has optimised the algorithm. */
    private static final Duration WARM_UP = Duration.ofMillis(700);

    private static final Duration SLICE = Duration.ofMillis(100);
    private static final int SLICES = 4;
    private static final int BATCH = 16;

    private HashSpeed() {}

    /** Hashes per second of one thread: the best of several short runs, since other programs disturb. */
    static long measure(ProofOfWork algorithm) {
        PowHasher hasher = algorithm.newHasher();
        var unused = count(hasher, WARM_UP);
        long best = 1;
        for (int i = 0; i < SLICES; i++) {
            best = Math.max(best, count(hasher, SLICE) * 1_000 / SLICE.toMillis());
        }
        return best;
    }

    private static long count(PowHasher hasher, Duration duration) {
        byte[] header = new byte[BlockHeader.BYTES];
        byte[] hash = new byte[32];
        long hashes = 0;
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < BATCH; i++) {
                header[76] = (byte) ++hashes;
                hasher.hash(header, 0, hash, 0);
            }
        }
        return hashes;
    }

    /** Compact bits of the target that needs about so many hashes; never easier than regtest allows. */
    static int bitsFor(long hashes) {
        BigInteger target = BigInteger.ONE.shiftLeft(256).divide(BigInteger.valueOf(Math.max(2, hashes)));
        BigInteger easiest = BigInteger.valueOf(0x7fffff).shiftLeft(232);
        return Target.of(target.min(easiest)).toCompact();
    }
}
