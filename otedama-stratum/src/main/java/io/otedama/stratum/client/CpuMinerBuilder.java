package io.otedama.stratum.client;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.pow.ProofOfWork;
import java.util.ArrayList;
import java.util.List;

/** Settings of a {@link CpuMiner}. Not thread-safe. */
public final class CpuMinerBuilder {
    private static final int MAX_THREADS = 1024;
    private static final long ALL_NONCES = 1L << 32;

    final MiningSource source;
    final ProofOfWork proofOfWork;
    int threads = 1;
    long hashesPerSecond;
    int maxOutstanding = 64;
    long nonceSpan = ALL_NONCES;

    CpuMinerBuilder(MiningSource source, ProofOfWork proofOfWork) {
        this.source = source;
        this.proofOfWork = proofOfWork;
    }

    /** Default 1. */
    public CpuMinerBuilder threads(int count) {
        threads = count;
        return this;
    }

    /** Limit for all threads together. 0, the default: as fast as they can. */
    public CpuMinerBuilder hashesPerSecond(long limit) {
        hashesPerSecond = limit;
        return this;
    }

    /** Submits without answer at any moment; a thread that finds one more waits. Default 64. */
    public CpuMinerBuilder maxOutstanding(int submits) {
        maxOutstanding = submits;
        return this;
    }

    /** Nonces that are tried before the version or extranonce2 changes: 0 to this, exclusive. Default all 2^32. */
    public CpuMinerBuilder nonceSpan(long nonces) {
        nonceSpan = nonces;
        return this;
    }

    /**
     * @throws ConfigurationException with every mistake found
     */
    public CpuMiner build() {
        List<ConfigProblem> problems = new ArrayList<>();
        check(problems, "threads", threads, 1, MAX_THREADS);
        check(problems, "hashesPerSecond", hashesPerSecond, 0, Long.MAX_VALUE);
        check(problems, "maxOutstanding", maxOutstanding, 1, Integer.MAX_VALUE);
        check(problems, "nonceSpan", nonceSpan, 1, ALL_NONCES);
        if (hashesPerSecond != 0 && hashesPerSecond < threads) {
            problems.add(new ConfigProblem("hashesPerSecond", "is less than one per thread", "Use fewer threads."));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new CpuMiner(this);
    }

    private static void check(List<ConfigProblem> problems, String key, long value, long min, long max) {
        if (value < min || value > max) {
            problems.add(new ConfigProblem(key, "is " + value, "Use " + min + " to " + max + "."));
        }
    }
}
