package io.otedama;

import io.otedama.OfflineReplay.Begin;
import io.otedama.accounting.Accounting;
import io.otedama.snapshot.BooksDifference;
import io.otedama.snapshot.StoredSnapshots;
import io.otedama.spi.JournalSource;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The result of recomputing all books and comparing them with everything that was ever said about them, in the journal and in the
 * snapshots of a store.
 *
 * @param ledger the books as recomputed
 * @param compared sequences of the stored snapshots that are equal, ascending
 * @param unreadable what is wrong with each of the others
 */
public record LedgerAudit(OfflineLedger ledger, List<Long> compared, List<String> unreadable) {
    public LedgerAudit {
        compared = List.copyOf(compared);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Recomputes from the first record on; where that was deleted, from the oldest good snapshot, and says so.
     *
     * @param progress told the sequence from time to time
     * @param notes told where it begins unless at the first record, and which snapshots cannot be read
     * @throws io.otedama.error.JournalException when the journal cannot be read, or begins too late for every snapshot
     * @throws IllegalStateException with the first difference
     */
    public static LedgerAudit run(
            JournalSource journal, LedgerStore store, LongConsumer progress, Consumer<String> notes) {
        Set<String> told = new HashSet<>();
        Consumer<String> once = note -> {
            if (told.add(note)) {
                notes.accept(note);
            }
        };
        List<String> unreadable = new ArrayList<>();
        StoredSnapshots stored = new StoredSnapshots(store, journal, note -> {
            unreadable.add(note);
            once.accept(note);
        });
        TreeSet<Long> open = new TreeSet<>(stored.sequences()); // before the journal's end is looked at
        List<Long> compared = new ArrayList<>();
        OfflineReplay replay = new OfflineReplay(journal, store, progress, once);
        Accounting books = replay.run(Begin.OLDEST, now -> {
            while (!open.isEmpty() && open.first() <= now.lastSequence()) {
                long sequence = open.pollFirst();
                if (sequence == now.lastSequence()) {
                    compare(now, sequence, store, stored, compared);
                }
            }
            return false;
        });
        if (!open.isEmpty()) {
            throw new IllegalStateException("there is a snapshot of record " + open.last()
                    + ", but the journal ends at record " + books.lastSequence() + ": records "
                    + (books.lastSequence() + 1) + " to " + open.last() + " are lost");
        }
        return new LedgerAudit(new OfflineLedger(books), compared, unreadable);
    }

    private static void compare(
            Accounting books, long sequence, LedgerStore store, StoredSnapshots stored, List<Long> compared) {
        if (!store.sequences().contains(sequence)) {
            return; // a running pool has replaced it meanwhile
        }
        LedgerSnapshot snapshot = stored.load(sequence).orElse(null);
        if (snapshot == null) {
            return;
        }
        if (!Arrays.equals(snapshot.state(), books.state())) {
            throw new IllegalStateException("the snapshot of record " + sequence + " in the store has other books than"
                    + " are recomputed: " + BooksDifference.first(snapshot, books));
        }
        compared.add(sequence);
    }
}
