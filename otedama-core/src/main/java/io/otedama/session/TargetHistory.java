package io.otedama.session;

import io.otedama.chain.ShareTarget;
import io.otedama.job.JobTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which target holds for which job of one session: the target belongs to the job as it was sent, so old jobs keep the old
 * one. Change points only, oldest first, none that is older than every job of the table; event loop only.
 */
final class TargetHistory {
    /** Change points kept; jobs older than the oldest one are no longer credited. */
    static final int MAX_CHANGES = 256;

    private long[] fromJob = new long[4];
    private @Nullable ShareTarget[] targets = new ShareTarget[4];
    private int size;

    /** From this job on {@code target} holds. Job numbers only grow. */
    void add(long jobNumber, ShareTarget target) {
        forgetOld(jobNumber);
        if (size == fromJob.length) {
            fromJob = Arrays.copyOf(fromJob, size * 2);
            targets = Arrays.copyOf(targets, size * 2);
        }
        fromJob[size] = jobNumber;
        targets[size++] = target;
    }

    /** Drops targets whose last job has left the table, and the oldest one when there is no room. */
    private void forgetOld(long newestJob) {
        int old = size == MAX_CHANGES ? 1 : 0;
        while (old + 1 < size && fromJob[old + 1] <= newestJob - JobTable.MAX_JOBS) {
            old++;
        }
        if (old > 0) {
            System.arraycopy(fromJob, old, fromJob, 0, size - old);
            System.arraycopy(targets, old, targets, 0, size - old);
            Arrays.fill(targets, size - old, size, null);
            size -= old;
        }
    }

    int size() {
        return size;
    }

    /** The target of a job, or null when the session never had one for it. */
    @Nullable
    ShareTarget forJob(long jobNumber) {
        for (int i = size - 1; i >= 0; i--) {
            if (fromJob[i] <= jobNumber) {
                return targets[i];
            }
        }
        return null;
    }
}
