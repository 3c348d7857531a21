package io.otedama.snapshot;

import io.otedama.accounting.Accounting;
import io.otedama.error.JournalException;
import io.otedama.internal.Courtesy;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.LedgerSnapshot;
import java.util.Arrays;
import java.util.Optional;

/**
 * Recomputes what the books say, off the ring: from an older snapshot, or from nothing, over the journal. One thread; takes
 * about as long as a start that reads as many records.
 */
final class SnapshotProof {
    /** Records between two looks at whether it is to end. */
    private static final int INTERRUPT_STEP = 65_536;

    private final JournalSource journal;

    SnapshotProof(JournalSource journal) {
        this.journal = journal;
    }

    /** What the live books said between two records. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Claim(long sequence, long retainFrom, byte[] state) {
        /** The books' own thread. */
        static Claim of(Accounting books) {
            return new Claim(books.lastSequence(), books.retainFrom(), books.state());
        }
    }

    /**
     * The snapshot, once the claim is proved.
     *
     * @param base an older snapshot that was proved itself; empty: the journal is read from its first record
     * @throws BooksDifferException when the books say something else than the journal
     * @throws JournalException when the journal cannot be read, or does not begin at record 1 and there is no base
     */
    LedgerSnapshot prove(Claim claim, Optional<LedgerSnapshot> base) {
        long from = base.map(LedgerSnapshot::replayFrom).orElse(journal.firstSequence());
        if (base.isEmpty() && from != 1) {
            throw new JournalException("the journal begins at record " + from
                    + " and no older snapshot is readable: nothing can be compared with");
        }
        try (Accounting books = new Accounting(journal);
                JournalCursor cursor = journal.readFrom(from)) {
            base.ifPresent(b -> books.restore(b.state()));
            ReplayReach reach = new ReplayReach();
            Courtesy courtesy = new Courtesy();
            long lastMillis = 0;
            long read = from - 1;
            while (read < claim.sequence) {
                if (!cursor.next()) {
                    throw new JournalException("the journal ends before record " + claim.sequence);
                }
                read = cursor.record().sequence();
                lastMillis = cursor.record().epochMillis();
                reach.onRecord(cursor.record());
                if (read > books.lastSequence()) {
                    books.apply(cursor.record());
                }
                checkInterrupted(read);
                courtesy.afterRecord();
            }
            return snapshot(claim, books, reach.from(claim.sequence, lastMillis));
        }
    }

    private static void checkInterrupted(long read) {
        if (read % INTERRUPT_STEP == 0 && Thread.currentThread().isInterrupted()) {
            throw new JournalException("interrupted at record " + read);
        }
    }

    private static LedgerSnapshot snapshot(Claim claim, Accounting books, long replayFrom) {
        byte[] recomputed = books.state();
        if (!Arrays.equals(recomputed, claim.state)) {
            throw new BooksDifferException("at record " + claim.sequence
                    + " the books in memory are not what the journal gives: digest "
                    + LedgerSnapshot.digest(claim.state)
                    + ", recomputed " + LedgerSnapshot.digest(recomputed) + ", first difference at byte "
                    + Arrays.mismatch(claim.state, recomputed) + " of " + claim.state.length);
        }
        return new LedgerSnapshot(
                claim.sequence,
                Accounting.STATE_FORMAT,
                books.poolName(),
                books.genesis(),
                LedgerSnapshot.digest(recomputed),
                replayFrom,
                Math.min(replayFrom, Math.min(claim.retainFrom, books.retainFrom())),
                recomputed);
    }

    /** The books in memory and the journal contradict each other. */
    static final class BooksDifferException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        BooksDifferException(String message) {
            super(message);
        }
    }
}
