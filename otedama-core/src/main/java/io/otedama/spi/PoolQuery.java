package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.util.List;
import java.util.Optional;

/**
 * Questions about a pool that are answered beside it, a moment behind its journal. Any thread; may wait for a disk, never for
 * the pool. Every method may fail with a {@link io.otedama.error.StoreException}; limits out of range are an
 * {@link IllegalArgumentException}.
 */
public interface PoolQuery {
    /** Most rows of one page. */
    int MAX_PAGE = 500;

    /** Most buckets of one series: 31 days. */
    int MAX_BUCKETS = 8_928;

    /** Cursor of the first page: the newest rows. */
    long NEWEST = Long.MAX_VALUE;

    /** The journal record that the answers go up to. */
    StorePosition position();

    /** Balances of an account; empty when there is none of that name. */
    Optional<StoredAccount> account(String name);

    /** Workers of an account by id, at most {@link #MAX_PAGE}, those with an id greater than {@code afterId}. */
    List<StoredWorker> workers(String account, int afterId, int limit);

    /**
     * Blocks, newest first.
     *
     * @param before {@link #NEWEST}, or the sequence of the last block of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredBlock> blocks(long before, int limit);

    /** How a block is shared out, by account name; no credits when it is unknown or not in the chain. */
    StoredCredits credits(Hash256 block);

    /**
     * Payments that pay an account, newest first, with that account's outputs only.
     *
     * @param before {@link #NEWEST}, or the id of the last payment of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredPayment> payments(String account, long before, int limit);

    /**
     * Work of an account, oldest first; buckets without work are left out.
     *
     * @param fromMillis begin of the first bucket or a time within it
     * @param toMillis exclusive; at most {@link #MAX_BUCKETS} buckets later
     */
    List<StoredWork> work(String account, long fromMillis, long toMillis);
}
