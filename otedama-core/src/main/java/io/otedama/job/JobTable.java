package io.otedama.job;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The jobs whose shares can still mean something: those of the current previous block for credit, those of the
 * {@value #FORMER_BLOCKS} before it only because a late share may still be a block. A ring addressed by job number; one
 * writer (the job thread), any reader.
 *
 * <pre>
 *   generation  … g-3      g-2      g-1       g = current previous block
 *   jobs        at most 256 each, so 4 * 256 slots never overwrite a job that counts
 * </pre>
 */
public final class JobTable {
    /** Jobs per previous block; the follower issues no more until the block changes. */
    public static final int MAX_JOBS_PER_BLOCK = 256;

    /** Earlier previous blocks whose solutions are still tried as blocks. */
    public static final int FORMER_BLOCKS = 3;

    /** Jobs in all: one that is as many numbers older than the newest is never found again. */
    public static final int MAX_JOBS = (FORMER_BLOCKS + 1) * MAX_JOBS_PER_BLOCK;

    private final AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(MAX_JOBS);
    /** Job and generation in one reference: whoever sees the new generation sees its job as well, and the reverse. */
    private volatile @Nullable Entry newest;

    private int jobsInGeneration;

    public JobTable() {}

    /**
     * Adds the newest job. Job thread only; numbers are consecutive.
     *
     * @throws IllegalStateException when this previous block already has {@value #MAX_JOBS_PER_BLOCK} jobs
     */
    public void add(Job job) {
        Entry before = newest;
        long inGeneration = generation();
        if (before == null || !before.job.previousBlock().equals(job.previousBlock())) {
            jobsInGeneration = 0;
            inGeneration++;
        } else if (jobsInGeneration >= MAX_JOBS_PER_BLOCK) {
            throw new IllegalStateException("more than " + MAX_JOBS_PER_BLOCK + " jobs on " + job.previousBlock());
        }
        Entry entry = new Entry(job, inGeneration);
        slots.set(slot(job.number()), entry);
        jobsInGeneration++;
        newest = entry;
    }

    /** The job of that number while it is current or one of the former blocks' jobs, else null. */
    public @Nullable Job find(long number) {
        if (number < 0) {
            return null;
        }
        Entry entry = slots.get(slot(number));
        boolean alive =
                entry != null && entry.job.number() == number && generation() - entry.generation <= FORMER_BLOCKS;
        return alive ? entry.job : null;
    }

    /** True when shares of this job are still credited: its previous block is the current one. */
    public boolean isCurrent(Job job) {
        Entry now = newest;
        return now != null && now.job.previousBlock().equals(job.previousBlock());
    }

    public @Nullable Job newest() {
        Entry now = newest;
        return now == null ? null : now.job;
    }

    /** Jobs issued on the current previous block. Job thread only. */
    public int jobsOnThisBlock() {
        return jobsInGeneration;
    }

    /** Counts changes of the previous block; grows by one with each. */
    public long generation() {
        Entry now = newest;
        return now == null ? 0 : now.generation;
    }

    private static int slot(long number) {
        return (int) (number % MAX_JOBS);
    }

    private record Entry(Job job, long generation) {}
}
