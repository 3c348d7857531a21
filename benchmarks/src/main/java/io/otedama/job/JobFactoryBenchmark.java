package io.otedama.job;

import io.otedama.bench.BareSha256d;
import io.otedama.bench.SampleWork;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.MiningJob.Purpose;
import java.security.DigestException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A new template becomes a job: merkle branch, witness commitment, coinbases of all client classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JobFactoryBenchmark {
    @Param({"0", "100", "5000"})
    private int transactions;

    private final JobFactory factory = new JobFactory(
            ExtranonceLayout.DEFAULT,
            Hex.decode("00146f58bac9506f9bfb821d62e69330410bb56f0085"),
            "/otedama/",
            (value, clientClass, budget) -> CoinbaseSplit.POOL_ONLY,
            solution -> {},
            1);
    private final BareSha256d bare = new BareSha256d();
    private final byte[] pair = new byte[2 * Hash256.BYTES];
    private BlockTemplate next;
    private BlockTemplate previous;

    @Setup
    public void setUp() {
        next = SampleWork.template(transactions);
        previous = SampleWork.template(transactions);
    }

    /** A template that the factory has not seen right before. */
    @Benchmark
    public Job make() {
        BlockTemplate template = next;
        next = previous;
        previous = template;
        return factory.make(template, Purpose.NEW_BLOCK, SampleWork.CUR_TIME);
    }

    /** As many hashes of 64 bytes as both merkle trees have, and that of the commitment. */
    @Benchmark
    public byte[] baselineJdk() throws DigestException {
        for (int nodes = transactions + 1; nodes > 1; nodes = (nodes + 1) / 2) {
            for (int i = 0; i < (nodes + 1) / 2 * 2; i++) {
                bare.hash(pair, pair.length, pair);
            }
        }
        bare.hash(pair, pair.length, pair);
        return pair;
    }
}
