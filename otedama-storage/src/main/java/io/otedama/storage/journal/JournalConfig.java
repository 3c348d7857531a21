package io.otedama.storage.journal;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a {@link FileJournal}.
 *
 * @param segmentBytes size at which the next segment begins; a single batch may exceed it
 * @param preallocationBytes the file grows in steps of this many zeros, so that an append does not change its size
 */
public record JournalConfig(long segmentBytes, int preallocationBytes, Durability durability, Retention retention) {
    public static final long MIN_SEGMENT_BYTES = 4096;
    public static final long MAX_SEGMENT_BYTES = 1L << 30;
    public static final int MIN_PREALLOCATION_BYTES = 512;
    public static final int MAX_PREALLOCATION_BYTES = 64 << 20;

    /**
     * @throws ConfigurationException listing everything that is out of range
     */
    public JournalConfig {
        List<ConfigProblem> problems = new ArrayList<>();
        check(problems, "journal segment size", segmentBytes, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
        check(problems, "journal preallocation", preallocationBytes, MIN_PREALLOCATION_BYTES, MAX_PREALLOCATION_BYTES);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void check(List<ConfigProblem> problems, String key, long found, long min, long max) {
        if (found < min || found > max) {
            problems.add(
                    new ConfigProblem(key, found + " bytes are out of range", "Use " + min + " to " + max + " bytes."));
        }
    }

    /** Segments of 64 MiB in steps of 4 MiB, a force per batch, everything kept. */
    public static JournalConfig defaults() {
        return new JournalConfig(64 << 20, 4 << 20, Durability.EVERY_BATCH, Retention.KEEP_ALL);
    }

    public JournalConfig withSegmentBytes(long bytes) {
        return new JournalConfig(bytes, preallocationBytes, durability, retention);
    }

    public JournalConfig withPreallocationBytes(int bytes) {
        return new JournalConfig(segmentBytes, bytes, durability, retention);
    }

    public JournalConfig withDurability(Durability mode) {
        return new JournalConfig(segmentBytes, preallocationBytes, mode, retention);
    }

    public JournalConfig withRetention(Retention policy) {
        return new JournalConfig(segmentBytes, preallocationBytes, durability, policy);
    }
}
