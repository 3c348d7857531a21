package io.otedama.chain;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Double SHA-256 of a block header. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Sha256dBenchmark {
    private final byte[] header = new byte[80];
    private final byte[] hash = new byte[32];
    private final MessageDigest digest;

    public Sha256dBenchmark() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK's digest called twice: the baseline. */
    @Benchmark
    public byte[] baselineJdk() throws DigestException {
        header[0]++;
        digest.update(header, 0, header.length);
        digest.digest(hash, 0, hash.length);
        digest.update(hash, 0, hash.length);
        digest.digest(hash, 0, hash.length);
        return hash;
    }
}
