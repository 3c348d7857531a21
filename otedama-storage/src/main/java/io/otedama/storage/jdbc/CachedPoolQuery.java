package io.otedama.storage.jdbc;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.otedama.chain.Hash256;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredBlockCredit;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers again what was asked a moment ago: a thousand viewers of one page cost one look into the store. Answers are as old as
 * the expiry at most; failures are not kept. Any thread; one loads, the others of the same question wait for it.
 */
public final class CachedPoolQuery implements PoolQuery {
    /** How long an answer is given again unless said otherwise. */
    public static final Duration DEFAULT_EXPIRY = Duration.ofSeconds(2);

    /** Balances kept. */
    public static final int MAX_ACCOUNTS = 10_000;

    /** Rows of other answers kept, for each kind of question; an answer without rows counts as one. */
    public static final int MAX_ROWS = 200_000;

    private record AccountsKey(String after, int limit) {}

    private record WorkersKey(String account, int afterId, int limit) {}

    private record BlocksKey(long before, int limit) {}

    private record RoundsKey(long before, int limit) {}

    private record PaymentsKey(String account, long before, int limit) {}

    private record CreditsKey(String account, long before, int limit) {}

    private record PoolPaymentsKey(long before, int limit) {}

    private record WorkKey(String account, long fromMillis, long toMillis) {}

    private record PoolWorkKey(long fromMillis, long toMillis) {}

    private final PoolQuery store;
    private final LoadingCache<String, Optional<StoredAccount>> accounts;
    private final LoadingCache<AccountsKey, List<StoredAccount>> pages;
    private final LoadingCache<WorkersKey, List<StoredWorker>> workers;
    private final LoadingCache<BlocksKey, List<StoredBlock>> blocks;
    private final LoadingCache<RoundsKey, List<StoredRound>> rounds;
    private final LoadingCache<Hash256, StoredCredits> credits;
    private final LoadingCache<PaymentsKey, List<StoredPayment>> payments;
    private final LoadingCache<CreditsKey, List<StoredBlockCredit>> accountCredits;
    private final LoadingCache<PoolPaymentsKey, List<StoredPayment>> poolPayments;
    private final LoadingCache<WorkKey, List<StoredWork>> work;
    private final LoadingCache<PoolWorkKey, List<StoredWork>> poolWork;

    public CachedPoolQuery(PoolQuery store) {
        this(store, DEFAULT_EXPIRY, Ticker.systemTicker());
    }

    /**
     * @param expiry age at which an answer is asked for again
     * @param ticker nanoseconds that never go back
     */
    public CachedPoolQuery(PoolQuery store, Duration expiry, Ticker ticker) {
        this.store = store;
        accounts = Caffeine.newBuilder()
                .expireAfterWrite(expiry)
                .ticker(ticker)
                .maximumSize(MAX_ACCOUNTS)
                .build(store::account);
        pages = lists(expiry, ticker, k -> store.accounts(k.after, k.limit));
        workers = lists(expiry, ticker, k -> store.workers(k.account, k.afterId, k.limit));
        blocks = lists(expiry, ticker, k -> store.blocks(k.before, k.limit));
        rounds = lists(expiry, ticker, k -> store.rounds(k.before, k.limit));
        credits = Caffeine.newBuilder()
                .expireAfterWrite(expiry)
                .ticker(ticker)
                .maximumWeight(MAX_ROWS)
                .weigher((Hash256 block, StoredCredits found) ->
                        1 + found.credits().size())
                .build(store::credits);
        payments = lists(expiry, ticker, k -> store.payments(k.account, k.before, k.limit));
        accountCredits = lists(expiry, ticker, k -> store.credits(k.account, k.before, k.limit));
        poolPayments = Caffeine.newBuilder()
                .expireAfterWrite(expiry)
                .ticker(ticker)
                .maximumWeight(MAX_ROWS)
                .weigher((PoolPaymentsKey key, List<StoredPayment> found) ->
                        1 + found.stream().mapToInt(p -> p.outputs().size()).sum())
                .build(k -> store.payments(k.before, k.limit));
        work = lists(expiry, ticker, k -> store.work(k.account, k.fromMillis, k.toMillis));
        poolWork = lists(expiry, ticker, k -> store.work(k.fromMillis, k.toMillis));
    }

    private static <K, T> LoadingCache<K, List<T>> lists(
            Duration expiry, Ticker ticker, CacheLoader<K, List<T>> loader) {
        return Caffeine.newBuilder()
                .expireAfterWrite(expiry)
                .ticker(ticker)
                .maximumWeight(MAX_ROWS)
                .weigher((K key, List<T> found) -> 1 + found.size())
                .build(loader);
    }

    /** Of the store as it is now; an answer may be older by the expiry. */
    @Override
    public StorePosition position() {
        return store.position();
    }

    @Override
    public Optional<StoredAccount> account(String name) {
        return accounts.get(name);
    }

    @Override
    public List<StoredAccount> accounts(String after, int limit) {
        return pages.get(new AccountsKey(after, limit));
    }

    @Override
    public List<StoredWorker> workers(String account, int afterId, int limit) {
        return workers.get(new WorkersKey(account, afterId, limit));
    }

    @Override
    public List<StoredBlock> blocks(long before, int limit) {
        return blocks.get(new BlocksKey(before, limit));
    }

    @Override
    public List<StoredRound> rounds(long before, int limit) {
        return rounds.get(new RoundsKey(before, limit));
    }

    @Override
    public StoredCredits credits(Hash256 block) {
        return credits.get(block);
    }

    @Override
    public List<StoredPayment> payments(String account, long before, int limit) {
        return payments.get(new PaymentsKey(account, before, limit));
    }

    @Override
    public List<StoredWork> work(String account, long fromMillis, long toMillis) {
        return work.get(new WorkKey(account, StoredWork.bucketOf(fromMillis), toMillis));
    }

    @Override
    public List<StoredBlockCredit> credits(String account, long before, int limit) {
        return accountCredits.get(new CreditsKey(account, before, limit));
    }

    @Override
    public List<StoredPayment> payments(long before, int limit) {
        return poolPayments.get(new PoolPaymentsKey(before, limit));
    }

    @Override
    public List<StoredWork> work(long fromMillis, long toMillis) {
        return poolWork.get(new PoolWorkKey(StoredWork.bucketOf(fromMillis), toMillis));
    }
}
