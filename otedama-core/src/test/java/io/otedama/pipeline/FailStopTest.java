package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.job.Job;
import io.otedama.share.ShareVerdict;
import io.otedama.testkit.FaultyJournal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A stage that throws stops the pipeline; nothing behind it is credited or answered. */
class FailStopTest {
    private static PipelineRig rig(FaultyJournal journal, int threads) {
        return new PipelineRig(PipelineRig.config().withStageThreads(threads), PipelineRig.SHA256D, journal).started();
    }

    @RepeatedTest(20)
    void rule27_behindAStageThatThrewNothingIsAcknowledged() {
        FaultyJournal journal = new FaultyJournal();
        journal.failFlush = n -> {
            if (n == 10) {
                throw new IllegalStateException("a bug in the journal");
            }
            return false;
        };
        try (PipelineRig rig = rig(journal, 3)) {
            Job job = rig.issue(1);
            PipelineRig.Loop loop = rig.loop();
            PipelineRig.Miner miner = loop.miner("miner");
            miner.session.assign(job);
            for (int i = 0; rig.fatal.isEmpty(); i++) {
                if (!miner.session.isParked()) {
                    miner.submit(job, i);
                }
                loop.drainNow();
                loop.lane.retryParked(miner.session);
            }
            rig.pipeline.close();
            loop.drainNow();
            assertThat(rig.fatal).hasSize(1);
            long shares = journal.durableSequence() - 2; // the job and the introduction
            assertThat((long) miner.count(ShareVerdict.ACCEPTED)).isLessThanOrEqualTo(shares);
            assertThat(rig.accounting.credits().totalShares()).isLessThanOrEqualTo(shares);
            assertThat(rig.accounting.lastSequence()).isLessThanOrEqualTo(journal.durableSequence());
        }
    }

    @Test
    void whoWaitsForARecordOrAnAnswerIsToldThatThePipelineHasEnded() throws Exception {
        FaultyJournal journal = new FaultyJournal();
        journal.failAppend = n -> {
            throw new IllegalStateException("a bug in the journal");
        };
        try (PipelineRig rig = rig(journal, 1)) {
            rig.issue(1);
            await().until(() -> !rig.fatal.isEmpty());
            CompletableFuture<Long> late = rig.pipeline.query(a -> a.lastSequence());
            assertThatThrownBy(() -> late.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(rig.pipeline.drain(5_000)).isFalse();
        }
    }

    @Test
    void aQuestionThatThrowsIsTheAskersProblem() throws Exception {
        try (PipelineRig rig = rig(new FaultyJournal(), 3)) {
            CompletableFuture<Long> bad = rig.pipeline.query(a -> {
                throw new AssertionError("asker");
            });
            assertThatThrownBy(() -> bad.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(AssertionError.class);
            assertThat(rig.pipeline.query(a -> a.lastSequence()).get(5, TimeUnit.SECONDS))
                    .isZero();
            assertThat(rig.fatal).isEmpty();
        }
    }

    @Test
    void aFrontEndThatThrowsKeepsNoOtherFromItsJobs() {
        try (PipelineRig rig = rig(new FaultyJournal(), 1)) {
            int[] heard = new int[1];
            rig.ingress.addJobListener(job -> {
                throw new IllegalStateException("encoder");
            });
            rig.ingress.addJobListener(job -> heard[0]++);
            rig.issue(1);
            rig.issue(2);
            assertThat(heard[0]).isEqualTo(2);
            assertThat(rig.errors).hasSize(2);
        }
    }
}
