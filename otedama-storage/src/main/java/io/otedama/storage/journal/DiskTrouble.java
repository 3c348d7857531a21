package io.otedama.storage.journal;

import io.otedama.spi.PoolClock;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the journal refuses records at the moment, and when it is worth another try. Guarded by the journal's lock. */
final class DiskTrouble {
    /** Between two tries to make a new segment. */
    static final long RETRY_NANOS = 500_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(DiskTrouble.class);

    private final JournalDisk disk;
    private final PoolClock clock;
    private long retryAt;
    private volatile @Nullable String sentence;

    DiskTrouble(JournalDisk disk, PoolClock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    /** Null when there is none. Any thread. */
    @Nullable
    String sentence() {
        return sentence;
    }

    boolean mayTry() {
        return sentence == null || clock.nanoTime() - retryAt >= 0;
    }

    /** No segment could be made. */
    void begins(IOException cause) {
        String found = describe(cause);
        if (sentence == null) {
            LOG.error("{}", found);
        }
        sentence = found;
        retryAt = clock.nanoTime() + RETRY_NANOS;
    }

    void ends() {
        if (sentence != null) {
            sentence = null;
            LOG.info("journal {} takes records again", disk.describe(""));
        }
    }

    private String describe(IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota exceeded") || lower.contains("not enough space")) {
            return "journal disk full: " + free() + " free space in " + disk.describe("")
                    + "; the pool resumes by itself when there is room";
        }
        return "journal disk failed: " + reason + " in " + disk.describe("")
                + "; the pool resumes by itself when the disk takes writes again";
    }

    private String free() {
        try {
            return (disk.freeBytes() >> 20) + " MiB";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
