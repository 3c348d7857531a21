package io.otedama.spi;

/**
 * The append-only log of everything that changes the ledger. One writer: {@code append} and {@code flush} are called on
 * the pipeline's journal thread only. Sequences start at 1 and have no gaps.
 */
public interface ShareJournal extends JournalSource, AutoCloseable {
    /**
     * Copies the record to the end of the log. Not durable yet.
     *
     * @return its sequence; also written into the stored record
     * @throws io.otedama.error.JournalException when it cannot be taken; nothing was appended
     */
    long append(RecordView record);

    /**
     * Makes everything appended so far as durable as this journal promises; called once per batch.
     *
     * @throws io.otedama.error.JournalException when that failed. Then every record after {@link #durableSequence()} is
     *     taken back: it is never read, not even after a restart, and the next append gets the sequence after the durable
     *     one. A journal that cannot be sure of this refuses every further append. The caller acknowledges none of them
     *     and may append the same content again.
     */
    void flush();

    /** The last sequence that survives a crash, 0 when none. Any thread. */
    long durableSequence();

    /**
     * From now on nothing from {@code sequence} on may be dropped or compressed, until called again with a later one.
     * Before the first call the journal's own policy decides. What was dropped before does not come back: who needs it all
     * compares with {@link #firstSequence()} afterwards. Any thread.
     */
    void retain(long sequence);

    /**
     * Makes everything that is durable now survive a power loss too, in journals that promise less for the single record. Before
     * something else is kept that relies on it. Any thread; waits.
     *
     * @throws io.otedama.error.JournalException when that failed
     */
    default void force() {}

    /** Whether it takes records at the moment, and if not, why. Any thread. */
    default ComponentHealth health() {
        return ComponentHealth.up("journal", "takes records");
    }

    @Override
    void close();
}
