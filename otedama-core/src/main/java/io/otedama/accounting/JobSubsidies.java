package io.otedama.accounting;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;

/**
 * What the block of a job creates, by job number: a share may be credited after the first job with another subsidy, and stands
 * for its own job. Remembers where the subsidy changed, the last {@value #MAX_CHANGES} times: more than there are previous blocks
 * whose jobs are still good for shares. Allocates nothing. One thread.
 */
final class JobSubsidies {
    static final int MAX_CHANGES = 8;

    private final long[] firstJob = new long[MAX_CHANGES];
    private final long[] subsidy = new long[MAX_CHANGES];
    private int changes;
    private long newestJob;

    JobSubsidies() {}

    /** A job, in the order of the journal. Job numbers begin again with every start of the pool. */
    void onJob(long number, long itsSubsidy) {
        if (number <= newestJob) {
            changes = 0; // no share comes of a job of an earlier start
        }
        newestJob = number;
        if (changes > 0 && subsidy[changes - 1] == itsSubsidy) {
            return;
        }
        if (changes == MAX_CHANGES) {
            System.arraycopy(firstJob, 1, firstJob, 0, MAX_CHANGES - 1);
            System.arraycopy(subsidy, 1, subsidy, 0, MAX_CHANGES - 1);
            changes--;
        }
        firstJob[changes] = number;
        subsidy[changes++] = itsSubsidy;
    }

    /** Base units; of a job that is older than all that is remembered, that of the oldest; 0 before the first job. */
    long of(long number) {
        int at = changes - 1;
        while (at > 0 && number < firstJob[at]) {
            at--;
        }
        return at < 0 ? 0 : subsidy[at];
    }

    void write(StateWriter out) {
        out.putLong(newestJob).putInt(changes);
        for (int i = 0; i < changes; i++) {
            out.putLong(firstJob[i]).putLong(subsidy[i]);
        }
    }

    void read(StateReader in) {
        newestJob = in.getLong();
        changes = in.getInt();
        for (int i = 0; i < changes; i++) {
            firstJob[i] = in.getLong();
            subsidy[i] = in.getLong();
        }
    }
}
