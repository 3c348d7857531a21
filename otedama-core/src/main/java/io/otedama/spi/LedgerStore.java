package io.otedama.spi;

import io.otedama.error.LedgerStoreException;
import java.util.List;

/**
 * Keeps snapshots of the books, so that a start need not read the whole journal. Never the only copy of anything: what cannot
 * be read is recomputed, as long as the journal holds what it takes. Any thread; the pool uses one at a time. Every call but
 * {@link #close} throws {@link LedgerStoreException} when the store is closed or does not work.
 */
public interface LedgerStore extends AutoCloseable {
    /**
     * Keeps a snapshot, in place of an earlier one of the same sequence. On return it survives kill and power loss. When this
     * fails or the process ends meanwhile, the snapshot is there whole or not at all, and every other one as it was.
     *
     * @throws LedgerStoreException when it cannot be kept
     */
    void save(LedgerSnapshot snapshot);

    /** Sequences of the snapshots that are kept, the newest first. Whether they are undamaged only {@link #load} tells. */
    List<Long> sequences();

    /**
     * The snapshot of that sequence, checked against its digest.
     *
     * @throws LedgerStoreException when there is none, or it is damaged, or written by a newer Otedama; says which and where
     */
    LedgerSnapshot load(long sequence);

    /** Forgets a snapshot, damaged or not; does nothing when there is none of that sequence. */
    void delete(long sequence);

    /** Lets go of everything it holds; harmless when called again. */
    @Override
    void close();
}
