package io.otedama.session;

import io.otedama.chain.Difficulty;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decision about the difficulty, once per share of a steady miner. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VardiffBenchmark {
    private static final int GAPS = 1 << 12;
    private static final int REMEMBERED = 64;

    private final long[] gapsNs = gaps();
    private final Difficulty current = Difficulty.of(1024);
    private final Vardiff vardiff = new PoissonVardiff(VardiffConfig.defaults()).open(0);
    private final long[] times = new long[REMEMBERED];
    private long nowNs;
    private int shares;

    /** Exponential, as the gaps of a miner are. */
    private static long[] gaps() {
        SplittableRandom random = new SplittableRandom(7);
        long[] gaps = new long[GAPS];
        for (int i = 0; i < GAPS; i++) {
            gaps[i] = (long) (-Math.log(1 - random.nextDouble())
                    * VardiffConfig.defaults().intervalNs());
        }
        return gaps;
    }

    private void pass() {
        nowNs += gapsNs[shares++ & (GAPS - 1)];
    }

    @Benchmark
    public @Nullable Difficulty decide() {
        pass();
        vardiff.onShare(nowNs);
        Difficulty proposed = vardiff.propose(current, nowNs);
        if (proposed != null) {
            vardiff.onChanged(nowNs);
        }
        return proposed;
    }

    /** The usual rule: the mean time between the last 64 shares against the one wanted. */
    @Benchmark
    public boolean baselineMean() {
        pass();
        int slot = shares & (REMEMBERED - 1);
        double mean = (nowNs - times[slot]) / (double) REMEMBERED;
        times[slot] = nowNs;
        double ratio = mean / VardiffConfig.DEFAULT_INTERVAL.toNanos();
        return ratio > 1.3 || ratio < 0.7;
    }
}
