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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when there is new work, on its own thread (the job thread).
 *
 * <ul>
 *   <li>Another previous block: at once. A height that goes back is ignored unless the node says reorg. When no job can be
 *       made of the template, it is tried again every second, and is still a new block then.
 *   <li>A newer template on the same previous block: every refresh interval, whatever went to single miners meanwhile.
 *   <li>Difficulty changes that wait: a job of their own, spaced so that at most {@value JobTable#MAX_JOBS_PER_BLOCK} jobs
 *       are made on one previous block, however long it stays.
 * </ul>
 */
public final class TemplateFollower implements TemplateListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateFollower.class);
    private static final long TICK_MS = 200;
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    private final JobFactory factory;
    private final JobTable table;
    private final JobPublisher publisher;
    private final JobPacing pacing;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final ScheduledExecutorService jobThread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-jobs"));
    private final AtomicBoolean redifficultyWanted = new AtomicBoolean();

    /** At most one update waits for the job thread: while it is busy, newer ones take the place of older ones. */
    private final AtomicReference<@Nullable TemplateUpdate> waiting = new AtomicReference<>();

    private @Nullable BlockTemplate latest;
    private long latestReceivedMs;
    private long lastTryNs;
    private long lastForEverybodyNs;

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
        if (waiting.getAndAccumulate(update, TemplateFollower::newer) != null) {
            return; // the job thread will find it
        }
        try {
            jobThread.execute(() -> guarded(this::acceptWaiting));
        } catch (RejectedExecutionException e) {
            LOG.debug("template after close ignored");
        }
    }

    /** What to keep of two updates when the job thread has seen neither; a reorg that was told of is never forgotten. */
    private static TemplateUpdate newer(@Nullable TemplateUpdate first, TemplateUpdate second) {
        if (first == null) {
            return second;
        }
        boolean wentBack =
                !second.reorg() && second.template().height() < first.template().height();
        TemplateUpdate kept = wentBack ? first : second;
        return new TemplateUpdate(kept.template(), first.reorg() || second.reorg(), kept.source());
    }

    private void acceptWaiting() {
        TemplateUpdate update = waiting.getAndSet(null);
        if (update != null) {
            accept(update);
        }
    }

    /** Some session's difficulty change waits for a job. Any thread; cheap when already asked. */
    public void requestRedifficulty() {
        if (!redifficultyWanted.get()) {
            redifficultyWanted.set(true);
        }
    }

    /** Job thread only. */
    void accept(TemplateUpdate update) {
        BlockTemplate template = update.template();
        // compared with the newest job, not the newest template: one that nobody can build on decides nothing
        Job newest = table.newest();
        if (newest != null && !update.reorg() && template.height() < newest.height()) {
            LOG.warn(
                    "ignored {} from {}: height went back from {} without a reorg",
                    template,
                    update.source(),
                    newest.height());
            return;
        }
        BlockTemplate before = latest;
        BlockTemplate shared = before == null ? template : template.sharingTransactionsOf(before);
        latest = shared;
        latestReceivedMs = clock.epochMillis();
        if (isNewBlock(shared)) {
            issue(shared, Purpose.NEW_BLOCK);
        }
    }

    private boolean isNewBlock(BlockTemplate template) {
        Job newest = table.newest();
        return newest == null || !newest.previousBlock().equals(template.previousBlock());
    }

    /** Looks whether a job is due; the job thread does so every {@value #TICK_MS} ms. */
    void tick() {
        BlockTemplate template = latest;
        if (template == null) {
            return;
        }
        long now = clock.nanoTime();
        long silentNs = now - lastTryNs;
        int jobs = table.jobsOnThisBlock();
        if (isNewBlock(template)) {
            if (silentNs >= RETRY_NS) {
                issue(template, Purpose.NEW_BLOCK);
            }
        } else if (pacing.refreshDue(now - lastForEverybodyNs, jobs)) {
            issue(template, Purpose.REFRESH);
        } else if (redifficultyWanted.get() && pacing.redifficultyDue(silentNs, jobs)) {
            issue(template, Purpose.REDIFFICULTY);
        }
    }

    private void issue(BlockTemplate template, Purpose purpose) {
        lastTryNs = clock.nanoTime();
        if (purpose != Purpose.REDIFFICULTY) { // those go to a few miners only; the others wait for a refresh
            lastForEverybodyNs = lastTryNs;
        }
        // the node's clock counts, moved on by the time since it told us
        long ageSeconds = Math.max(0, clock.epochMillis() - latestReceivedMs) / 1000;
        boolean wanted = redifficultyWanted.getAndSet(false);
        try {
            publisher.publish(factory.make(template, purpose, template.curTime() + ageSeconds));
        } catch (RuntimeException e) {
            redifficultyWanted.compareAndSet(false, wanted);
            throw e;
        }
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
