package io.otedama.stratum.v2;

import io.otedama.job.Job;
import org.jspecify.annotations.Nullable;

/** The last custom jobs of one channel. Event loop only. */
final class CustomJobTable {
    /** Jobs kept; a miner who brings more has left the first ones behind. */
    static final int MAX_JOBS = 16;

    /** Ids of custom jobs have this bit, the pool's own never do. */
    static final long ID_BIT = 0x8000_0000L;

    private final @Nullable Job[] jobs = new Job[MAX_JOBS];
    private long next;

    static boolean isCustom(long jobId) {
        return (jobId & ID_BIT) != 0;
    }

    /** Keeps a job and names it. */
    long add(Job job) {
        long number = next++;
        jobs[(int) (number % MAX_JOBS)] = job;
        return ID_BIT | number;
    }

    @Nullable
    Job find(long jobId) {
        long number = jobId & ~ID_BIT;
        return number < next && number >= next - MAX_JOBS ? jobs[(int) (number % MAX_JOBS)] : null;
    }
}
