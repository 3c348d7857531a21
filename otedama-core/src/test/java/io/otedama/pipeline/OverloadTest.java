package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.job.Job;
import io.otedama.pow.ProofOfWork;
import io.otedama.share.ShareVerdict;
import io.otedama.testkit.FakeProofOfWork;
import io.otedama.testkit.FaultyJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 13 and 16 while the journal hangs and the ring is full. */
class OverloadTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Set<Hash256> solved = ConcurrentHashMap.newKeySet();
    private PipelineRig rig;

    private void open(ProofOfWork algorithm, int bits) {
        FaultyJournal journal = new FaultyJournal();
        rig = new PipelineRig(PipelineRig.config(), algorithm, journal).started();
        rig.bits = bits;
        rig.solutions = s -> solved.add(s.blockHash());
        journal.failFlush = n -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
    }

    @AfterEach
    void close() {
        gate.countDown();
        rig.close();
    }

    private static long fill(PipelineRig.Miner miner, Job job) {
        long extranonce2 = 0;
        while (!miner.session.isParked()) {
            miner.submit(job, extranonce2++);
        }
        return extranonce2;
    }

    @Test
    void rule16_aFullRingParksOneShareAndAnswersTheNextWithAnError() {
        open(PipelineRig.SHA256D, 0x1d00ffff);
        Job job = rig.issue(1);
        PipelineRig.Loop loop = rig.loop();
        PipelineRig.Miner first = loop.miner("first");
        PipelineRig.Miner second = loop.miner("second");
        first.session.assign(job);
        second.session.assign(job);
        long sent = fill(first, job);
        assertThat(sent).isBetween(60L, 70L);
        assertThat(first.submit(job, 1000)).isEqualTo(ShareVerdict.OVERLOADED);
        assertThat(second.submit(job, 0)).isEqualTo(ShareVerdict.PENDING);
        assertThat(second.session.isParked()).isTrue();
        assertThat(loop.lane.retryParked(second.session)).isFalse();
        gate.countDown();
        for (PipelineRig.Miner m : List.of(first, second)) {
            while (!loop.lane.retryParked(m.session)) {
                loop.drainNow();
            }
            m.awaitAll();
        }
        assertThat(first.count(ShareVerdict.ACCEPTED)).isEqualTo((int) sent);
        assertThat(second.count(ShareVerdict.ACCEPTED)).isEqualTo(1);
        assertThat(rig.ingress.awaitUnparked(1)).isTrue();
    }

    @Test
    void rule13_aFullRingHidesNoBlock() {
        open(PipelineRig.SHA256D, 0x207fffff);
        Job job = rig.issue(1);
        PipelineRig.Loop loop = rig.loop();
        PipelineRig.Miner miner = loop.miner("miner");
        miner.session.assign(job);
        long sent = fill(miner, job);
        int before = solved.size();
        assertThat(before).isPositive();
        for (int i = 0; i < 64; i++) {
            miner.submit(job, sent + i); // half of them are blocks; none finds room in the ring
        }
        assertThat(solved.size()).isGreaterThan(before + 10);
        assertThat(miner.count(ShareVerdict.OVERLOADED)).isEqualTo(64);
    }

    @Test
    void rule13_aParkedShareOfAnExpensiveAlgorithmIsLookedAtWhenItsMinerLeaves() {
        open(FakeProofOfWork.alwaysBlock(), 0x1d00ffff);
        Job job = rig.issue(1);
        PipelineRig.Loop loop = rig.loop();
        PipelineRig.Miner filler = loop.miner("filler");
        filler.session.assign(job);
        fill(filler, job);
        List<PipelineRig.Miner> leaving = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            PipelineRig.Miner m = loop.miner("leaving." + i);
            m.session.assign(job);
            m.submit(job, 5);
            assertThat(m.session.isParked()).isTrue();
            leaving.add(m);
        }
        org.awaitility.Awaitility.await().until(() -> solved.size() == filler.tokens - 1);
        loop.lane.disconnect(leaving.get(0).session);
        assertThat(solved).hasSize(filler.tokens);
        loop.lane.disconnect(leaving.get(0).session);
        loop.lane.close();
        assertThat(solved).as("the other two and the filler's own").hasSize(filler.tokens + 3);
        assertThat(rig.ingress.awaitUnparked(1)).isTrue();
    }
}
