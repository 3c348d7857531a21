package io.otedama.pow;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.SCrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** scrypt(1024, 1, 1) of a block header, as Litecoin and Dogecoin ask for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScryptBenchmark {
    private static final int COST = 1024;

    private final byte[] header = new byte[BlockHeader.BYTES];
    private final byte[] hash = new byte[Hash256.BYTES];
    private final PowHasher hasher = new ScryptProofOfWork().newHasher();

    @Benchmark
    public byte[] header() {
        header[0]++;
        hasher.hash(header, 0, hash, 0);
        return hash;
    }

    @Benchmark
    public byte[] baselineBouncyCastle() {
        header[0]++;
        return SCrypt.generate(header, header, COST, 1, 1, Hash256.BYTES);
    }
}
