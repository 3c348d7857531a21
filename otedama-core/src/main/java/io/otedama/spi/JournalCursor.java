package io.otedama.spi;

/** Reads records in order; one thread. */
public interface JournalCursor extends AutoCloseable {
    /**
     * Moves to the next durable record.
     *
     * @return false when there is none at the moment; may be asked again later
     */
    boolean next();

    /** The current record; the same object every time, valid until the next call of {@link #next()}. */
    RecordView record();

    @Override
    void close();
}
