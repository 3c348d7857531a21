package io.otedama.chain;

import io.otedama.bench.BareSha256d;
import java.security.DigestException;
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

/** Double SHA-256 of a block header: 3 compressions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Sha256dBenchmark {
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final byte[] hash = new byte[Hash256.BYTES];
    private final BareSha256d bare = new BareSha256d();
    private final Sha256d sha = new Sha256d();

    @Benchmark
    public byte[] header() {
        header[0]++;
        sha.hash(header, 0, header.length, hash, 0);
        return hash;
    }

    /** The JDK's digest called twice. */
    @Benchmark
    public byte[] baselineJdk() throws DigestException {
        header[0]++;
        bare.hash(header, header.length, hash);
        return hash;
    }
}
