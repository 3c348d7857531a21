package io.otedama.chain;

import io.otedama.bench.BareSha256d;
import io.otedama.bench.SampleWork;
import java.security.DigestException;
import java.util.List;
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

/** The branch of the coinbase, from the transactions of a template. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MerkleTreeBenchmark {
    @Param({"100", "5000"})
    private int transactions;

    private List<Hash256> txids;
    private final BareSha256d bare = new BareSha256d();
    private final byte[] pair = new byte[2 * Hash256.BYTES];

    @Setup
    public void setUp() {
        txids = SampleWork.hashes(transactions);
    }

    @Benchmark
    public List<Hash256> coinbaseBranch() {
        return MerkleTree.coinbaseBranch(txids);
    }

    /** As many hashes of 64 bytes as a tree over the coinbase and all transactions has. */
    @Benchmark
    public byte[] baselineJdk() throws DigestException {
        for (int nodes = transactions + 1; nodes > 1; nodes = (nodes + 1) / 2) {
            for (int i = 0; i < (nodes + 1) / 2; i++) {
                bare.hash(pair, pair.length, pair);
            }
        }
        return pair;
    }
}
