package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.otedama.accounting.Accounting;
import io.otedama.job.Job;
import io.otedama.payout.PayoutTerms;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.ShareJournal;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From decoded share to drained verdict nothing is allocated, all threads of the pipeline and of the journal included, whatever
 * payout scheme is in force. Windows are full, so that with every share the oldest one is read again and leaves. A subclass says
 * by {@code static Stream<Arguments> cases()} which: number of stage threads, and terms or null.
 */
public abstract class ShareAllocationContract {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 150_000;
    private static final int SHARES = 100_000;

    /** The first block ever loads classes; it may come by chance, but in one round only. */
    private static final int ROUNDS = 2;

    /** Work 2^21. Every hash is a share and counts 1: hardly ever is one a block, and a window of a hundredth is full soon. */
    private static final int NETWORK_BITS = 0x1e080000;

    private static final int WINDOW = (1 << 21) / 100;

    private static final int SHARES_PER_RETENTION = 5_000;

    /** A new journal, opened on the calling thread. It holds 120,000 shares at least, which is more than any scheme asks for. */
    protected abstract ShareJournal open();

    @ParameterizedTest
    @MethodSource("cases")
    void anAcceptedShareAllocatesLessThanOneByte(int stageThreads, @Nullable String terms) throws Exception {
        // threads inherit the group of the one that starts them: so all of this pipeline are found, and no others
        ThreadGroup group = new ThreadGroup("allocation-" + stageThreads);
        CompletableFuture<Double> measured = new CompletableFuture<>();
        new Thread(group, () -> complete(measured, group, stageThreads, terms)).start();
        double bytes = measured.get(120, TimeUnit.SECONDS);
        System.out.printf(
                "%s, %d stage threads, %s: %.3f bytes per share%n",
                getClass().getSimpleName(), stageThreads, terms, bytes);
        assertThat(bytes).isLessThan(1.0);
    }

    private void complete(
            CompletableFuture<Double> measured, ThreadGroup group, int stageThreads, @Nullable String terms) {
        try {
            measured.complete(bytesPerShare(group, stageThreads, terms));
        } catch (RuntimeException | Error e) {
            measured.completeExceptionally(e);
        }
    }

    private double bytesPerShare(ThreadGroup group, int stageThreads, @Nullable String terms) {
        PipelineConfig config = PipelineRig.config()
                .withRingSize(1 << 14)
                .withStageThreads(stageThreads)
                .withDuplicates(1 << 19, 1 << 19);
        try (ShareJournal journal = open();
                PipelineRig rig = new PipelineRig(config, PipelineRig.SHA256D, journal).started()) {
            rig.bits = NETWORK_BITS;
            Job job = rig.issue(1);
            if (terms != null) {
                choose(rig, terms);
            }
            PipelineRig.Miner miner = rig.loop().miner("miner");
            miner.session.assign(job);
            mine(rig, journal, miner, job, 0, WARM_UP);
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = allocated(group);
                mine(rig, journal, miner, job, WARM_UP + round * SHARES, SHARES);
                bytes = Math.min(bytes, allocated(group) - before);
            }
            assertThat(miner.count(ShareVerdict.ACCEPTED)).isEqualTo(WARM_UP + ROUNDS * SHARES);
            assertThat(rig.fatal).isEmpty();
            if (terms != null && terms.contains("window")) {
                long tail = rig.pipeline.query(Accounting::retainFrom).join();
                assertThat(tail).isBetween((long) WARM_UP, journal.durableSequence() - WINDOW);
            }
            return bytes / (double) SHARES;
        }
    }

    private static void choose(PipelineRig rig, String text) {
        PayoutTerms terms = PayoutTerms.parse(text);
        ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        ConfigRecord config = new ConfigRecord().encode(bytes, 1, terms.scheme(), terms.parameterText(), 0, 0, "");
        rig.pipeline.publish(config, null).join();
    }

    private static void mine(
            PipelineRig rig, ShareJournal journal, PipelineRig.Miner miner, Job job, int from, int count) {
        for (int i = 0; i < count; i += SHARES_PER_RETENTION) {
            mine(miner, job, from + i, SHARES_PER_RETENTION);
            // as every new job does
            rig.pipeline
                    .query(Accounting::retainFrom)
                    .thenAccept(journal::retain)
                    .join();
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
