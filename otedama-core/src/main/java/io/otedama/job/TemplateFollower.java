package io.otedama.job;

import io.otedama.chain.BlockTemplate;
import io.otedama.error.ErrorHandler;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.MiningJob.Purpose;
import io.otedama.spi.PoolClock;
import io.otedama.spi.TemplateListener;
import io.otedama.spi.TemplateUpdate;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when there is new work, on its own thread (the job thread).
 *
 * <ul>
 *   <li>Another previous block: at once. A height that goes back is ignored unless the node says reorg.
 *   <li>A newer template on the same previous block: every refresh interval.
 *   <li>Difficulty changes that wait: a job of their own, spaced so that at most {@value JobTable#MAX_JOBS_PER_BLOCK} jobs
 *       are made on one previous block, however long it stays.
 * </ul>
 */
public final class TemplateFollower implements TemplateListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateFollower.class);
    private static final long TICK_MS = 200;

    private final JobFactory factory;
    private final JobTable table;
    private final JobPublisher publisher;
    private final JobPacing pacing;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final ScheduledExecutorService jobThread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-jobs"));
    private final AtomicBoolean redifficultyWanted = new AtomicBoolean();

    private @Nullable BlockTemplate latest;
    private long latestReceivedMs;
    private long lastJobNs;

    public TemplateFollower(
            JobFactory factory,
            JobTable table,
            JobPublisher publisher,
            FollowerConfig config,
            PoolClock clock,
            ErrorHandler errors) {
        this.factory = factory;
        this.table = table;
        this.publisher = publisher;
        this.pacing = new JobPacing(config);
        this.clock = clock;
        this.errors = errors;
    }

    public void start() {
        var unused =
                jobThread.scheduleWithFixedDelay(() -> guarded(this::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onTemplate(TemplateUpdate update) {
        try {
            jobThread.execute(() -> guarded(() -> accept(update)));
        } catch (RejectedExecutionException e) {
            LOG.debug("template after close ignored");
        }
    }

    /** Some session's difficulty change waits for a job. Any thread; cheap when already asked. */
    public void requestRedifficulty() {
        if (!redifficultyWanted.get()) {
            redifficultyWanted.set(true);
        }
    }

    private void accept(TemplateUpdate update) {
        BlockTemplate template = update.template();
        BlockTemplate before = latest;
        if (before != null && !update.reorg() && template.height() < before.height()) {
            LOG.warn(
                    "ignored {} from {}: height went back from {} without a reorg",
                    template,
                    update.source(),
                    before.height());
            return;
        }
        boolean newBlock = before == null || !before.previousBlock().equals(template.previousBlock());
        latest = before == null ? template : template.sharingTransactionsOf(before);
        latestReceivedMs = clock.epochMillis();
        if (newBlock) {
            issue(Purpose.NEW_BLOCK);
        }
    }

    private void tick() {
        if (latest == null) {
            return;
        }
        long silentNs = clock.nanoTime() - lastJobNs;
        int jobs = table.jobsOnThisBlock();
        if (pacing.refreshDue(silentNs, jobs)) {
            issue(Purpose.REFRESH);
        } else if (redifficultyWanted.get() && pacing.redifficultyDue(silentNs, jobs)) {
            issue(Purpose.REDIFFICULTY);
        }
    }

    private void issue(Purpose purpose) {
        BlockTemplate template = latest;
        if (template == null) {
            return;
        }
        // the node's clock counts, moved on by the time since it told us
        long ageSeconds = Math.max(0, clock.epochMillis() - latestReceivedMs) / 1000;
        redifficultyWanted.set(false);
        Job job = factory.make(template, purpose, template.curTime() + ageSeconds);
        lastJobNs = clock.nanoTime();
        publisher.publish(job);
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            // a template nobody can build on must not end the thread that waits for the next one
            errors.onError("jobs", e, false);
        }
    }

    @Override
    public void close() {
        jobThread.shutdownNow();
        try {
            jobThread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
