package io.otedama.job;

import io.otedama.bench.SampleWork;
import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hex;
import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;
import io.otedama.spi.JobVariant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The coinbases of a job, for all client classes, without outputs of miners. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoinbaseBenchmark {
    private static final byte[] SCRIPT = Hex.decode("00146f58bac9506f9bfb821d62e69330410bb56f0085");

    private final BlockTemplate template = SampleWork.template(0);
    private final CoinbaseBuilder builder = new CoinbaseBuilder(
            ExtranonceLayout.DEFAULT, SCRIPT, "/otedama/", (value, clientClass, budget) -> CoinbaseSplit.POOL_ONLY);
    private final JobVariant finished =
            builder.plan(template, null, 1, 1).get(0).payRestTo("", SCRIPT);
    private long job;

    @Benchmark
    public List<JobVariant> build() {
        job++;
        return builder.plan(template, null, 1, job).stream()
                .map(plan -> plan.payRestTo("", SCRIPT))
                .toList();
    }

    /** Copies the finished bytes: the least that a coinbase takes. */
    @Benchmark
    public JobVariant baselineCopy() {
        return new JobVariant(
                finished.clientClass(),
                finished.owner(),
                finished.splitId(),
                finished.coinbasePrefix().clone(),
                finished.coinbaseSuffix().clone());
    }
}
