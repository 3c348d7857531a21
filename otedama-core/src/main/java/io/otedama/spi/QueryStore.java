package io.otedama.spi;

/**
 * The write side of a queryable copy of what the journal says. It holds nothing that the journal does not: losing it costs
 * time. Calls come from one thread at a time; {@link PoolQuery} reads beside them. Every method may fail with a
 * {@link io.otedama.error.StoreException} when the store is locked, slow or gone; the caller tries again.
 */
public interface QueryStore extends AutoCloseable {
    /** What the store has applied, {@link StorePosition#NONE} when it is empty. */
    StorePosition position();

    /**
     * Applies all rows and the position in one transaction: after a failure or a kill, both are there or neither is.
     *
     * @throws io.otedama.error.StoreException also when the store is not at {@link StoreBatch#after()}: somebody else wrote
     */
    void apply(StoreBatch batch);

    /** Removes every row and the position, in one transaction. */
    void clear();

    @Override
    void close();
}
