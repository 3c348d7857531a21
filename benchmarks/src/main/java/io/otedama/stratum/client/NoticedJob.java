package io.otedama.stratum.client;

import io.otedama.bench.miner.HeaderSearch;
import io.otedama.bench.miner.MinerJob;
import io.otedama.chain.Target;

/** A {@link StratumJob} for a generator. Immutable. */
final class NoticedJob implements MinerJob {
    final StratumJob job;

    NoticedJob(StratumJob job) {
        this.job = job;
    }

    @Override
    public Target target() {
        return job.shareTarget().target();
    }

    @Override
    public int extranonceBytes() {
        return job.extranonce().extranonce2Size();
    }

    @Override
    public HeaderSearch search() {
        WorkUnit unit = new WorkUnit(job);
        return new HeaderSearch() {
            @Override
            public void extranonce(long counter) {
                unit.extranonce2(counter);
            }

            @Override
            public void nonce(int nonce) {
                unit.nonce(nonce);
            }

            @Override
            public byte[] header() {
                return unit.header();
            }
        };
    }
}
