package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.SnapshotMarks;
import io.otedama.error.JournalException;
import io.otedama.snapshot.StoredSnapshots;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Books from a journal: from its first record, or where that was deleted, from a snapshot. What the journal says about the books
 * is compared on the way. One thread.
 */
final class OfflineReplay {
    /** Records between two reports of progress. */
    private static final int PROGRESS_STEP = 65_536;

    private final JournalSource journal;
    private final @Nullable LedgerStore store;
    private final LongConsumer progress;
    private final Consumer<String> notes;

    /**
     * @param store null: without snapshots
     * @param notes told where the books begin, unless at the first record, and which snapshots cannot be used
     */
    OfflineReplay(JournalSource journal, @Nullable LedgerStore store, LongConsumer progress, Consumer<String> notes) {
        this.journal = journal;
        this.store = store;
        this.progress = progress;
        this.notes = notes;
    }

    /** Which snapshot to begin with, of those that are good, when the first record is gone. */
    enum Begin {
        NEWEST,
        OLDEST
    }

    /**
     * Applies records until there are no more or it is enough. The caller closes the books.
     *
     * @param isEnough asked before the first record and after each
     * @throws JournalException when the journal cannot be read, or begins too late for every snapshot
     * @throws IllegalStateException when a record contradicts the books: says which and what differs
     */
    Accounting run(Begin begin, Predicate<Accounting> isEnough) {
        Accounting books = new Accounting(journal);
        try {
            LedgerSnapshot snapshot = restore(books, begin);
            apply(books, isEnough);
            checkOrigin(books, snapshot);
        } catch (RuntimeException e) {
            books.close();
            throw e;
        }
        books.ledger().checkInvariant();
        books.credits().checkInvariant();
        return books;
    }

    private @Nullable LedgerSnapshot restore(Accounting books, Begin begin) {
        long first = journal.firstSequence();
        if (first == 1) {
            return null;
        }
        Optional<LedgerSnapshot> found = Optional.empty();
        if (store != null) {
            StoredSnapshots stored = new StoredSnapshots(store, journal, notes);
            found = begin == Begin.NEWEST ? stored.newest() : stored.oldest();
        }
        LedgerSnapshot snapshot = found.orElseThrow(() -> new JournalException("the journal begins at record " + first
                + ": what was before it cannot be recomputed without a good snapshot"));
        books.restore(snapshot.state());
        notes.accept("the journal begins at record " + first + "; the books begin with the snapshot of record "
                + snapshot.sequence());
        return snapshot;
    }

    private void apply(Accounting books, Predicate<Accounting> isEnough) {
        long from = books.lastSequence() + 1;
        SnapshotMarks marks = SnapshotMarks.read(journal, from);
        marks.check(books);
        try (JournalCursor cursor = journal.readFrom(from)) {
            while (!isEnough.test(books) && cursor.next()) {
                books.apply(cursor.record());
                marks.check(books);
                if (books.lastSequence() % PROGRESS_STEP == 0) {
                    progress.accept(books.lastSequence());
                }
            }
        }
    }

    private static void checkOrigin(Accounting books, @Nullable LedgerSnapshot snapshot) {
        if (snapshot != null
                && (!books.poolName().equals(snapshot.poolName())
                        || !books.genesis().equals(snapshot.genesis()))) {
            throw new IllegalStateException("the snapshot of record " + snapshot.sequence() + " is of pool \""
                    + snapshot.poolName() + "\" on the chain with block 0 " + snapshot.genesis() + ", the journal of \""
                    + books.poolName() + "\" on " + books.genesis());
        }
    }
}
