package io.otedama.snapshot;

import io.otedama.accounting.Accounting;
import io.otedama.error.LedgerStoreException;
import io.otedama.spi.JournalSource;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The snapshots of a store that can be relied on: readable, whole, and continued by a journal. One thread. */
public final class StoredSnapshots {
    private final LedgerStore store;
    private final JournalSource journal;
    private final Consumer<String> warnings;

    /**
     * @param warnings told of every snapshot that cannot be used, and why
     */
    public StoredSnapshots(LedgerStore store, JournalSource journal, Consumer<String> warnings) {
        this.store = store;
        this.journal = journal;
        this.warnings = warnings;
    }

    /** Nothing when none is good, or the store does not work. */
    public Optional<LedgerSnapshot> newest() {
        return first(sequences());
    }

    /** As {@link #newest()}. */
    public Optional<LedgerSnapshot> oldest() {
        List<Long> ascending = sequences();
        Collections.reverse(ascending);
        return first(ascending);
    }

    /** Of all that the store lists, the newest first; none when it does not work. */
    public List<Long> sequences() {
        try {
            return new ArrayList<>(store.sequences());
        } catch (LedgerStoreException e) {
            warnings.accept(String.valueOf(e.getMessage()));
            return new ArrayList<>();
        }
    }

    private Optional<LedgerSnapshot> first(List<Long> sequences) {
        return sequences.stream().map(this::load).flatMap(Optional::stream).findFirst();
    }

    /** One of them, when it is good. */
    public Optional<LedgerSnapshot> load(long sequence) {
        try {
            LedgerSnapshot snapshot = store.load(sequence);
            if (snapshot.retainFrom() < journal.firstSequence()) {
                warnings.accept("the snapshot of record " + sequence + " needs the journal from record "
                        + snapshot.retainFrom() + " on, which begins at " + journal.firstSequence());
                return Optional.empty();
            }
            checkRestores(snapshot, journal);
            return Optional.of(snapshot);
        } catch (LedgerStoreException e) {
            warnings.accept(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Restores into new books and compares.
     *
     * @throws LedgerStoreException when they are not what was saved
     */
    static void checkRestores(LedgerSnapshot snapshot, JournalSource journal) {
        String name = "the snapshot of record " + snapshot.sequence();
        if (snapshot.format() != Accounting.STATE_FORMAT) {
            throw new LedgerStoreException(name + " has books of format " + snapshot.format() + ", this Otedama knows "
                    + Accounting.STATE_FORMAT);
        }
        try (Accounting books = new Accounting(journal)) {
            books.restore(snapshot.state());
            if (books.lastSequence() != snapshot.sequence()
                    || !books.genesis().equals(snapshot.genesis())
                    || !books.poolName().equals(snapshot.poolName())
                    || !Arrays.equals(books.state(), snapshot.state())) {
                throw new LedgerStoreException(name + " gives other books than were saved");
            }
        } catch (RuntimeException e) { // whatever bytes nobody has written can make the books say
            if (e instanceof LedgerStoreException told) {
                throw told;
            }
            throw new LedgerStoreException(name + " cannot be restored: " + e.getMessage(), e);
        }
    }
}
