package io.otedama.testkit;

import io.otedama.chain.Hash256;
import io.otedama.error.StoreException;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.QueryStore;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredBlockCredit;
import io.otedama.spi.StoredCredits;
import io.otedama.spi.StoredPayment;
import io.otedama.spi.StoredRound;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store of small pools, in memory. Any thread. */
public final class InMemoryQueryStore implements QueryStore, PoolQuery {
    private volatile StoreRows rows = new StoreRows();
    private volatile boolean gone;

    public InMemoryQueryStore() {}

    /** From now on, or no longer, every call fails. */
    public void setGone(boolean isGone) {
        gone = isGone;
    }

    private StoreRows rows() {
        if (gone) {
            throw new StoreException("the store is gone");
        }
        return rows;
    }

    @Override
    public StorePosition position() {
        return rows().position;
    }

    @Override
    public synchronized void apply(StoreBatch batch) {
        if (!rows().position.equals(batch.after())) {
            throw new StoreException("the store is not at " + batch.after());
        }
        StoreRows next = new StoreRows(rows);
        next.apply(batch);
        rows = next;
    }

    @Override
    public synchronized void clear() {
        rows = new StoreRows();
    }

    @Override
    public PoolQuery query() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public Optional<StoredAccount> account(String name) {
        return Optional.ofNullable(rows().accounts.get(name));
    }

    @Override
    public List<StoredAccount> accounts(String after, int limit) {
        return page(rows().accounts.tailMap(after, false).values().stream(), limit);
    }

    @Override
    public List<StoredWorker> workers(String account, int afterId, int limit) {
        return page(
                rows().workers.tailMap(afterId, false).values().stream()
                        .filter(worker -> worker.account().equals(account)),
                limit);
    }

    @Override
    public List<StoredBlock> blocks(long before, int limit) {
        return page(rows().blocks.descendingMap().tailMap(before, false).values().stream(), limit);
    }

    @Override
    public List<StoredRound> rounds(long before, int limit) {
        return page(rows().rounds.descendingMap().tailMap(before, false).values().stream(), limit);
    }

    @Override
    public StoredCredits credits(Hash256 block) {
        return rows().credits.getOrDefault(block, new StoredCredits(block, List.of()));
    }

    @Override
    public List<StoredBlockCredit> credits(String account, long before, int limit) {
        StoreRows now = rows();
        return page(
                now.blocks.descendingMap().tailMap(before, false).values().stream()
                        .flatMap(block -> now
                                .credits
                                .getOrDefault(block.hash(), new StoredCredits(block.hash(), List.of()))
                                .credits()
                                .stream()
                                .filter(credit -> credit.account().equals(account))
                                .map(credit -> new StoredBlockCredit(block, credit.owed(), credit.direct()))),
                limit);
    }

    @Override
    public List<StoredPayment> payments(long before, int limit) {
        return page(rows().payments.descendingMap().tailMap(before, false).values().stream(), limit);
    }

    @Override
    public List<StoredPayment> payments(String account, long before, int limit) {
        return page(
                rows().payments.descendingMap().tailMap(before, false).values().stream()
                        .map(payment -> ofAccount(payment, account))
                        .filter(payment -> !payment.outputs().isEmpty()),
                limit);
    }

    private static StoredPayment ofAccount(StoredPayment p, String account) {
        List<StoredPayment.Output> own =
                p.outputs().stream().filter(o -> o.account().equals(account)).toList();
        return new StoredPayment(p.id(), p.decidedMillis(), p.status(), p.txid(), p.fee(), own);
    }

    private static <T> List<T> page(Stream<T> rows, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " rows");
        }
        return rows.limit(limit).toList();
    }

    @Override
    public List<StoredWork> work(String account, long fromMillis, long toMillis) {
        return between(fromMillis, toMillis)
                .filter(work -> work.account().equals(account))
                .toList();
    }

    @Override
    public List<StoredWork> work(long fromMillis, long toMillis) {
        Map<Long, StoredWork> sums = new TreeMap<>();
        between(fromMillis, toMillis)
                .map(w -> new StoredWork("", w.bucketMillis(), w.lengthMillis(), w.work(), w.shares()))
                .forEach(w -> sums.merge(w.bucketMillis(), w, StoreRows::sum));
        return List.copyOf(sums.values());
    }

    private Stream<StoredWork> between(long fromMillis, long toMillis) {
        long from = StoredWork.bucketOf(fromMillis);
        if (toMillis < fromMillis || toMillis - from > MAX_BUCKETS * StoredWork.BUCKET_MILLIS) {
            throw new IllegalArgumentException("a series has at most " + MAX_BUCKETS + " buckets");
        }
        return rows().work.values().stream()
                .filter(work -> work.bucketMillis() >= from && work.bucketMillis() < toMillis);
    }
}
