package io.otedama.spi;

/**
 * Whatever has a life inside a pool: a node adapter, a front end, a store. The pool calls {@code start}, {@code drain}
 * and {@code close} once each, in that order, from the thread that drives its own life cycle; {@code health} comes from
 * any thread at any time.
 */
public interface PoolComponent extends AutoCloseable {
    /** Short name for logs, health and errors, without secrets. */
    String name();

    /**
     * Becomes ready; returns when it is. A failure leaves nothing running behind.
     *
     * @throws io.otedama.error.PoolException when it cannot
     */
    void start();

    /** Takes no new work, keeps every promise already made. Returns quickly; what is under way may still be. */
    default void drain() {}

    /** Ends every thread, socket and file it owns, then returns. Harmless when called again or before start. */
    @Override
    void close();

    /** Never blocks. */
    ComponentHealth health();
}
