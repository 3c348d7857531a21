package io.otedama.examples;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;
import io.otedama.pow.ProofOfWork;
import java.math.BigInteger;
import java.time.Duration;
import java.util.stream.IntStream;

/** Measures how fast this machine hashes at the moment, to choose a chain that suits it. */
final class HashSpeed {
    /** Until the compiler has optimised the algorithm. */
    private static final Duration WARM_UP = Duration.ofMillis(600);

    private static final Duration MEASURE = Duration.ofMillis(400);
    private static final int BATCH = 8;

    private HashSpeed() {}

    /** Hashes per second of so many threads together. */
    static long measure(ProofOfWork algorithm, int threads) {
        long[] hashes = new long[threads];
        Thread[] workers = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> hashes[i] = run(algorithm.newHasher()), "hash-speed-" + i))
                .toArray(Thread[]::new);
        for (Thread worker : workers) {
            worker.start();
        }
        long sum = 0;
        for (int i = 0; i < threads; i++) {
            joinQuietly(workers[i]);
            sum += hashes[i];
        }
        return Math.max(1, sum * 1_000 / MEASURE.toMillis());
    }

    private static void joinQuietly(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long run(PowHasher hasher) {
        var unused = count(hasher, WARM_UP);
        return count(hasher, MEASURE);
    }

    private static long count(PowHasher hasher, Duration duration) {
        byte[] header = new byte[BlockHeader.BYTES];
        byte[] hash = new byte[32];
        long hashes = 0;
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < BATCH; i++) {
                header[BlockHeader.BYTES - 1] = (byte) ++hashes;
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
