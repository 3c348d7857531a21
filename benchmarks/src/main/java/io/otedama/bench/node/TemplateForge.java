package io.otedama.bench.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes the transactions of the next template while the present one is in use, so that a new block is told at once.
 * Guarded by the chain's lock.
 */
final class TemplateForge {
    private final MockNodeConfig config;
    private final Executor executor;
    private CompletableFuture<TransactionSet> next;
    private int height;

    /**
     * @param executor where transactions are made
     * @param height of the first template
     */
    TemplateForge(MockNodeConfig config, Executor executor, int height) {
        this.config = config;
        this.executor = executor;
        this.height = height;
        this.next = make(height);
    }

    /** Transactions for the next height; waits when blocks come faster than transactions are made. */
    TransactionSet take() {
        TransactionSet made = next.join();
        height++;
        next = make(height);
        return made;
    }

    /** Completes when the next call of {@link #take} need not wait. */
    CompletableFuture<TransactionSet> next() {
        return next;
    }

    private CompletableFuture<TransactionSet> make(int of) {
        return CompletableFuture.supplyAsync(
                () -> TransactionSet.make(config.seed() * 31 + of, config.transactions()), executor);
    }
}
