package io.otedama.share;

import io.otedama.bench.BareSha256d;
import io.otedama.bench.SampleWork;
import io.otedama.chain.BlockHeader;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.job.Job;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.ClientClass;
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

/**
 * The whole check of a share on the event loop: coinbase of 250 bytes, branch of 12 nodes, header, targets and times. 45
 * compressions, no two shares alike.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ShareCheckBenchmark {
    private final ShareValidator validator = new ShareValidator(new Sha256dProofOfWork());
    private final ShareCandidate candidate = candidate();

    private final BareSha256d bare = new BareSha256d();
    private final byte[] coinbase = new byte[SampleWork.COINBASE_BYTES];
    private final byte[] pair = new byte[2 * Hash256.BYTES];
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final byte[] hash = new byte[Hash256.BYTES];

    private static ShareCandidate candidate() {
        Job job = SampleWork.job(1, 1, SampleWork.NETWORK_BITS);
        ShareCandidate c = new ShareCandidate();
        c.job = job;
        c.variant = job.variant(ClientClass.STANDARD);
        c.target = ShareTarget.of(Difficulty.MIN, 1);
        c.extranonce1 = 7;
        c.extranonce1Size = 4;
        c.extranonce2Size = SampleWork.EXTRANONCE_BYTES - c.extranonce1Size;
        c.ntime = (int) SampleWork.CUR_TIME;
        return c;
    }

    @Benchmark
    public ShareVerdict check() {
        candidate.extranonce2++;
        ShareVerdict verdict = validator.validate(candidate, SampleWork.CUR_TIME);
        if (verdict != ShareVerdict.ACCEPTED) {
            throw new IllegalStateException("refused: " + verdict);
        }
        return verdict;
    }

    /** The same compressions in the same order, each on the hash before it, with nothing between them. */
    @Benchmark
    public byte[] baselineJdk() throws DigestException {
        coinbase[70]++;
        bare.hash(coinbase, coinbase.length, pair);
        for (int i = 0; i < SampleWork.BRANCH_NODES; i++) {
            bare.hash(pair, pair.length, pair);
        }
        System.arraycopy(pair, 0, header, BlockHeader.MERKLE_OFFSET, Hash256.BYTES);
        bare.hash(header, header.length, hash);
        return hash;
    }
}
