package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.job.Job;
import io.otedama.pipeline.PipelineConfig.WaitMode;
import io.otedama.pow.ProofOfWork;
import io.otedama.pow.ProofOfWorks;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.InMemoryJournal;
import io.otedama.testkit.FakeProofOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 16 in every shape of the pipeline: each submission gets exactly one verdict, and the books agree with them. */
class PipelineTopologyTest {
    @ParameterizedTest
    @CsvSource({
        "sha256d, 1, BLOCKING, 1, 3, 2000",
        "sha256d, 3, BLOCKING, 1, 3, 2000",
        "sha256d, 1, SLEEPING, 1, 2, 500",
        "sha256d, 3, SLEEPING, 1, 2, 500",
        "sha256d, 1, YIELDING, 1, 2, 500",
        "sha256d, 3, YIELDING, 1, 2, 500",
        "sha256d, 1, BUSY_SPIN, 1, 1, 100",
        "sha256d, 3, BUSY_SPIN, 1, 1, 50",
        "scrypt, 1, BLOCKING, 1, 2, 60",
        "scrypt, 3, BLOCKING, 3, 2, 60",
        "slow, 1, BLOCKING, 3, 3, 400",
        "slow, 3, SLEEPING, 1, 2, 400"
    })
    void rule16_everySubmissionGetsExactlyOneVerdictUnderOverload(
            String algorithm, int threads, WaitMode mode, int validators, int producers, int each) throws Exception {
        ProofOfWork pow = algorithm.equals("slow")
                ? FakeProofOfWork.slow(20)
                : Objects.requireNonNull(ProofOfWorks.byName(algorithm));
        PipelineConfig config = PipelineRig.config()
                .withStageThreads(threads)
                .withWaitMode(mode)
                .withValidators(validators);
        ExecutorService loops = Executors.newFixedThreadPool(producers);
        try (PipelineRig rig = new PipelineRig(config, pow, new InMemoryJournal()).started()) {
            Job job = rig.issue(1);
            List<Future<PipelineRig.Miner>> running = new ArrayList<>();
            for (int p = 0; p < producers; p++) {
                String name = "producer." + p;
                running.add(loops.submit(() -> produce(rig, job, name, each)));
            }
            int accepted = 0;
            for (Future<PipelineRig.Miner> miner : running) {
                PipelineRig.Miner m = miner.get(50, TimeUnit.SECONDS);
                assertThat(m.answered).isEqualTo(m.tokens);
                assertThat(m.count(ShareVerdict.ACCEPTED)).isEqualTo(each);
                assertThat(m.count(ShareVerdict.DUPLICATE)).isEqualTo(each / 10);
                assertThat(m.count(ShareVerdict.BAD_EXTRANONCE2)).isEqualTo(each / 10);
                accepted += m.count(ShareVerdict.ACCEPTED);
            }
            assertThat(rig.pipeline.drain(5_000)).isTrue();
            assertThat(rig.accounting.credits().totalShares()).isEqualTo(accepted);
            rig.accounting.credits().checkInvariant();
            assertThat(rig.errors).isEmpty();
            assertThat(rig.fatal).isEmpty();
        } finally {
            loops.shutdownNow();
        }
    }

    private static PipelineRig.Miner produce(PipelineRig rig, Job job, String name, int each) {
        PipelineRig.Miner miner = rig.loop().miner(name);
        miner.session.assign(job);
        for (int i = 0; i < each; i++) {
            miner.submitPatiently(job, i);
            if (i % 10 == 9) {
                miner.submitPatiently(job, i - 5);
                miner.next.extranonce2Size = 7;
                miner.submitPatiently(job, i);
                miner.next.extranonce2Size = 8;
            }
        }
        miner.awaitAll();
        return miner;
    }
}
