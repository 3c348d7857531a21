package io.otedama.snapshot;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a snapshot of the books is taken: whichever comes first, and at a clean close in any case.
 *
 * @param records journal records since the last one; a start reads about as many again
 * @param interval time since the last one, if there was any record
 */
public record SnapshotPolicy(long records, Duration interval) {
    /** Fewer records between two snapshots would keep the disk busy with them. */
    public static final long MIN_RECORDS = 1_000;

    public static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    /** Every 1,000,000 records, at least every hour. */
    public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(1_000_000, Duration.ofHours(1));

    /**
     * @throws ConfigurationException with everything that is out of range
     */
    public SnapshotPolicy {
        List<ConfigProblem> problems = new ArrayList<>();
        if (records < MIN_RECORDS) {
            problems.add(new ConfigProblem(
                    "snapshots.records", records + " records are too few", "Use at least " + MIN_RECORDS));
        }
        if (interval.compareTo(MIN_INTERVAL) < 0) {
            problems.add(new ConfigProblem(
                    "snapshots.interval", interval + " is too short", "Use at least " + MIN_INTERVAL));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
