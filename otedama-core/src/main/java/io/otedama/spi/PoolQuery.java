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

    /** Most buckets of five minutes that one series spans: 31 days. */
    int MAX_BUCKETS = 8_928;

    /** Cursor of the first page: the newest rows. */
    long NEWEST = Long.MAX_VALUE;

    /** The journal record that the answers go up to. */
    StorePosition position();

    /** Balances of an account; empty when there is none of that name. */
    Optional<StoredAccount> account(String name);

    /**
     * Accounts by name, the pool's own among them.
     *
     * @param after an empty text, or the name of the last account of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredAccount> accounts(String after, int limit);

    /** Workers of an account by id, at most {@link #MAX_PAGE}, those with an id greater than {@code afterId}. */
    List<StoredWorker> workers(String account, int afterId, int limit);

    /**
     * Blocks, newest first.
     *
     * @param before {@link #NEWEST}, or the sequence of the last block of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredBlock> blocks(long before, int limit);

    /**
     * Rounds, newest first. The very first is the one that goes on, without a block; none at all before the first record.
     *
     * @param before {@link #NEWEST}, or the first sequence of the last round of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredRound> rounds(long before, int limit);

    /** How a block is shared out, by account name; no credits when it is unknown or not in the chain. */
    StoredCredits credits(Hash256 block);

    /**
     * How an account shared in blocks, newest block first; blocks that credit it nothing are left out.
     *
     * @param before {@link #NEWEST}, or the sequence of the last block of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredBlockCredit> credits(String account, long before, int limit);

    /**
     * Payments, newest first, with all their outputs.
     *
     * @param before {@link #NEWEST}, or the id of the last payment of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredPayment> payments(long before, int limit);

    /**
     * Payments that pay an account, newest first, with that account's outputs only.
     *
     * @param before {@link #NEWEST}, or the id of the last payment of the page before
     * @param limit 1 to {@link #MAX_PAGE}
     */
    List<StoredPayment> payments(String account, long before, int limit);

    /**
     * Work of an account, oldest first; buckets without work are left out. Buckets older than {@value StoredWork#FINE_DAYS} days are
     * hours.
     *
     * @param fromMillis begin of the first bucket or a time within it, five minutes long; hours that begin before are left out
     * @param toMillis exclusive; at most {@link #MAX_BUCKETS} buckets of five minutes later
     */
    List<StoredWork> work(String account, long fromMillis, long toMillis);

    /**
     * Work of all accounts together, as {@link #work(String, long, long)} tells it of one; its account is an empty text. Reads
     * every account's buckets: for a series that is kept a while, not for every viewer.
     */
    List<StoredWork> work(long fromMillis, long toMillis);
}
