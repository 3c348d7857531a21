package io.otedama.spi;

import java.util.List;
import java.util.Optional;

/**
 * Keeps snapshots of the books beside the journal, so that a start need not read all of it. Losing one costs time, never
 * money. One caller at a time.
 */
public interface LedgerStore {
    /**
     * Keeps a snapshot; durable when this returns.
     *
     * @throws io.otedama.error.JournalException when it cannot be kept; older ones are untouched
     */
    void save(LedgerSnapshot snapshot);

    /** Sequences of the snapshots that are kept, oldest first; damaged ones are among them. */
    List<Long> sequences();

    /**
     * The snapshot of that sequence.
     *
     * @return empty when there is none
     * @throws io.otedama.error.JournalException when it is damaged; says where
     */
    Optional<LedgerSnapshot> load(long sequence);

    /** Nothing is kept. */
    static LedgerStore none() {
        return new LedgerStore() {
            @Override
            public void save(LedgerSnapshot snapshot) {
                // every start reads the whole journal
            }

            @Override
            public List<Long> sequences() {
                return List.of();
            }

            @Override
            public Optional<LedgerSnapshot> load(long sequence) {
                return Optional.empty();
            }
        };
    }

    /**
     * The books at a sequence.
     *
     * @param sequence the last record they have taken
     * @param replayFrom first record that a start still has to read for what is not in the books: recent header hashes
     * @param state serialised books; not modified
     */
    @SuppressWarnings("ArrayRecordComponent") // serialised, never compared
    record LedgerSnapshot(long sequence, long replayFrom, byte[] state) {}
}
