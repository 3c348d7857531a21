package io.otedama.snapshot;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Network;
import io.otedama.error.JournalException;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.ShareJournal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the books of a start begin. Before anything runs. */
public final class BooksStart {
    private static final Logger LOG = LoggerFactory.getLogger(BooksStart.class);

    private final ShareJournal journal;
    private final @Nullable LedgerStore store;

    /**
     * @param store null: there are no snapshots
     */
    public BooksStart(ShareJournal journal, @Nullable LedgerStore store) {
        this.journal = journal;
        this.store = store;
    }

    /**
     * Restores the newest good snapshot, if there is one. Damaged ones are reported and passed over.
     *
     * @param books new ones
     * @return where the replay begins: at the first record without a snapshot
     * @throws JournalException when a snapshot is of another pool or chain; when the journal has lost records that are in a
     *     snapshot; when its beginning was deleted and no snapshot is good
     */
    public long restore(Accounting books, String poolName, Network chain) {
        Optional<LedgerSnapshot> newest = Optional.empty();
        if (store != null) {
            checkEnd();
            newest = new StoredSnapshots(store, journal, LOG::warn).newest();
        }
        if (newest.isEmpty()) {
            checkWhole();
            return journal.firstSequence();
        }
        LedgerSnapshot snapshot = newest.get();
        checkOrigin(snapshot, poolName, chain);
        books.restore(snapshot.state());
        LOG.info(
                "books begin with the snapshot of record {}; the journal is read from record {} to {}",
                snapshot.sequence(),
                snapshot.replayFrom(),
                journal.durableSequence());
        return snapshot.replayFrom();
    }

    /**
     * What was lost may have been a payment that went out: to forget it would be to pay again.
     *
     * @throws JournalException when the journal ends before a snapshot does
     */
    public void checkEnd() {
        List<Long> newestFirst = store == null ? List.of() : new StoredSnapshots(store, journal, LOG::warn).sequences();
        long end = journal.durableSequence();
        if (!newestFirst.isEmpty() && newestFirst.get(0) > end) {
            long sequence = newestFirst.get(0);
            throw new JournalException("the journal has lost records: there is a snapshot of record " + sequence
                    + " in " + store + ", but the journal ends at record " + end + ". Records " + (end + 1) + " to "
                    + sequence + " are missing: put their segments back, or delete the snapshots newer than record "
                    + end + " to accept the loss");
        }
    }

    /** A journal in memory keeps windows only, and pays nobody after a restart. */
    private void checkWhole() {
        long first = journal.firstSequence();
        if (first != 1 && !(journal instanceof InMemoryJournal)) {
            throw new JournalException(
                    "the journal begins at record " + first + " and no snapshot to start from is good"
                            + (store == null ? ": no ledger store was given" : " in " + store)
                            + ". The books before record " + first
                            + " cannot be recomputed: put the snapshots or the older segments back");
        }
    }

    private void checkOrigin(LedgerSnapshot snapshot, String poolName, Network chain) {
        if (!snapshot.genesis().equals(chain.genesis())) {
            String other = Network.ofGenesis(snapshot.genesis())
                    .map(Network::name)
                    .orElse("the chain with block 0 " + snapshot.genesis());
            throw new JournalException("the snapshot of record " + snapshot.sequence() + " in " + store + " is of "
                    + other + ", the node is on " + chain.name() + ": give this pool a data directory of its own");
        }
        if (!snapshot.poolName().equals(poolName)) {
            throw new JournalException("the snapshot of record " + snapshot.sequence() + " in " + store
                    + " is of pool \"" + snapshot.poolName() + "\", this pool is \"" + poolName
                    + "\": give it a data directory of its own, or its old name");
        }
    }
}
