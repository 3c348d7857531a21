package io.otedama.spi;

/** A journal as readers see it. Any thread. */
public interface JournalSource {
    /**
     * A cursor that gives the record {@code sequence} first, then the following ones up to the last durable one. Each caller
     * its own cursor.
     *
     * @throws io.otedama.error.JournalException when the journal no longer holds that sequence
     */
    JournalCursor readFrom(long sequence);

    /** The first sequence still held, 1 when nothing was dropped. */
    long firstSequence();
}
