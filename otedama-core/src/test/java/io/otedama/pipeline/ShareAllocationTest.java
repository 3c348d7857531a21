package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.otedama.job.Job;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.InMemoryJournal;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From decoded share to drained verdict nothing is allocated, all threads of the pipeline included. */
class ShareAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 50_000;
    private static final int SHARES = 200_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anAcceptedShareAllocatesLessThanOneByte(int stageThreads) throws Exception {
        // threads inherit the group of the one that starts them: so all of this pipeline are found, and no others
        ThreadGroup group = new ThreadGroup("allocation-" + stageThreads);
        CompletableFuture<Double> measured = new CompletableFuture<>();
        new Thread(group, () -> complete(measured, group, stageThreads)).start();
        assertThat(measured.get(60, TimeUnit.SECONDS)).isLessThan(1.0);
    }

    private static void complete(CompletableFuture<Double> measured, ThreadGroup group, int stageThreads) {
        try {
            measured.complete(bytesPerShare(group, stageThreads));
        } catch (RuntimeException | Error e) {
            measured.completeExceptionally(e);
        }
    }

    private static double bytesPerShare(ThreadGroup group, int stageThreads) {
        PipelineConfig config = PipelineRig.config()
                .withRingSize(1 << 14)
                .withStageThreads(stageThreads)
                .withDuplicates(1 << 19, 1 << 19);
        try (PipelineRig rig = new PipelineRig(config, PipelineRig.SHA256D, new InMemoryJournal(2)).started()) {
            Job job = rig.issue(1);
            PipelineRig.Miner miner = rig.loop().miner("miner");
            miner.session.assign(job);
            mine(miner, job, 0, WARM_UP);
            long before = allocated(group);
            mine(miner, job, WARM_UP, SHARES);
            long bytes = allocated(group) - before;
            assertThat(miner.count(ShareVerdict.ACCEPTED)).isEqualTo(WARM_UP + SHARES);
            return bytes / (double) SHARES;
        }
    }

    private static void mine(PipelineRig.Miner miner, Job job, int from, int count) {
        for (int i = 0; i < count; i++) {
            while (miner.tokens - miner.answered >= 512) { // hardly ever parks: that path may allocate
                miner.loop.drainNow();
            }
            miner.submitPatiently(job, from + i);
        }
        while (miner.answered < miner.tokens) {
            miner.loop.drainNow();
            Thread.onSpinWait();
        }
    }

    private static long allocated(ThreadGroup group) {
        Thread[] threads = new Thread[64];
        int count = group.enumerate(threads);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += THREADS.getThreadAllocatedBytes(threads[i].getId());
        }
        return sum;
    }
}
