package io.otedama.spi;

import io.otedama.error.GuardStoreException;
import java.util.List;

/**
 * Remembers over a restart whom the pool does not let in, and why. Nothing worth money: a store that fails costs memories.
 * Called by one thread at a time. Every call but {@link #close} throws {@link GuardStoreException} when the store is closed.
 */
public interface GuardStore extends AutoCloseable {
    /** Most records. */
    int MAX_RECORDS = 1 << 16;

    /**
     * What {@link #replace} kept last; empty when there is nothing, and when what there is was damaged: then the adapter has set
     * it aside and said so in the log.
     *
     * @throws GuardStoreException when it cannot be read for another reason
     */
    List<GuardRecord> load();

    /**
     * Keeps these records in place of all earlier ones. Blocks on the disk. When it has returned they survive a killed process;
     * before, the earlier ones or these are there, never a mixture.
     *
     * @param records at most {@link #MAX_RECORDS}, each subject once
     * @throws GuardStoreException when they cannot be kept; the earlier ones are still there
     * @throws IllegalArgumentException when there are too many, or one has a subject that is empty or too long
     */
    void replace(List<GuardRecord> records);

    /** Lets go of every file. Harmless when called again. */
    @Override
    void close();

    /**
     * The check that every store makes.
     *
     * @throws IllegalArgumentException when there are too many records, or one has a subject that is empty or too long
     */
    static void check(List<GuardRecord> records) {
        if (records.size() > MAX_RECORDS) {
            throw new IllegalArgumentException("at most " + MAX_RECORDS + " records are kept, found " + records.size());
        }
        for (GuardRecord record : records) {
            int length = record.subject().length();
            if (length < 1
                    || length > GuardRecord.MAX_SUBJECT_CHARS
                    || record.events().size() > GuardRecord.MAX_EVENTS) {
                throw new IllegalArgumentException("a record has a subject of 1 to " + GuardRecord.MAX_SUBJECT_CHARS
                        + " characters and at most " + GuardRecord.MAX_EVENTS + " events, found " + length
                        + " characters and " + record.events().size() + " events");
            }
        }
    }
}
