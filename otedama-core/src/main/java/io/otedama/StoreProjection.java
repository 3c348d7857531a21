package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.StateDigest;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.spi.JournalSource;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredWork;
import io.otedama.spi.StoredWorker;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books of its own, and the rows that changed in them since the last batch. One thread.
 *
 * <pre>
 *   record -> Accounting --postings--> accounts that changed    \
 *          \-> blocks and their credits, payments, work, workers -> StoreBatch
 * </pre>
 */
final class StoreProjection {
    private static final int INITIAL_RECORD_BYTES = 1_024;

    private final Accounting books;
    private final BlockRows blocks;
    private final PaymentRows payments;
    private final ShareRecord share = new ShareRecord();
    private final BitSet changedAccounts = new BitSet();
    private final Map<Integer, StoredWorker> workers = new LinkedHashMap<>();
    private final Map<WorkCell, StoredWork> work = new LinkedHashMap<>();
    private StorePosition after = StorePosition.NONE;
    private int accountsKnown;

    private ByteBuffer last = ByteBuffer.allocate(INITIAL_RECORD_BYTES);
    private int lastLength;

    StoreProjection(JournalSource journal) {
        books = new Accounting(journal, this::onPosting);
        blocks = new BlockRows(books);
        payments = new PaymentRows(books);
    }

    private void onPosting(long sequence, int account, Bucket bucket, long delta) {
        changedAccounts.set(account);
    }

    /** Brings the books up to a record that the store already has: no rows come of it. */
    void skip(RecordView record) {
        apply(record, false);
        changedAccounts.clear();
        accountsKnown = books.accounts().size();
        blocks.clear();
        payments.clear();
    }

    /** Takes a record; its rows are in the next batch. */
    void apply(RecordView record) {
        apply(record, true);
    }

    private void apply(RecordView record, boolean rows) {
        switch (record.type()) {
            case BLOCK -> blocks.apply(record);
            case PAYMENT_INTENT, PAYMENT_STATUS -> payments.apply(record);
            default -> books.apply(record);
        }
        remember(record);
        if (rows) {
            switch (record.type()) {
                case SHARE -> addWork(record);
                case WORKER -> addWorker(record);
                default -> {}
            }
        }
    }

    private void remember(RecordView record) {
        lastLength = record.length();
        if (lastLength > last.capacity()) {
            last = ByteBuffer.allocate(lastLength);
        }
        last.order(ByteOrder.LITTLE_ENDIAN);
        record.copyTo(last, 0, record.sequence());
    }

    private void addWork(RecordView record) {
        share.wrap(record);
        int account = books.workers().account(share.workerId());
        long bucket = StoredWork.bucketOf(share.epochMillis());
        StoredWork more = new StoredWork(name(account), bucket, share.work(), 1);
        work.merge(
                new WorkCell(account, bucket),
                more,
                (a, b) -> new StoredWork(a.account(), bucket, a.work().plus(b.work()), a.shares() + b.shares()));
    }

    private void addWorker(RecordView record) {
        WorkerRecord worker = new WorkerRecord();
        worker.wrap(record);
        int id = worker.workerId();
        workers.put(
                id,
                new StoredWorker(id, worker.workerName(), name(books.workers().account(id))));
    }

    private String name(int account) {
        return books.accounts().name(account);
    }

    /** Position behind the last record taken. */
    StorePosition position() {
        if (lastLength == 0) {
            return StorePosition.NONE;
        }
        byte[] bytes = new byte[lastLength];
        last.get(0, bytes);
        return new StorePosition(books.lastSequence(), StateDigest.of(bytes));
    }

    /** The position that the next batch begins at becomes the one of now; after {@link #skip}. */
    void begin() {
        after = position();
    }

    /** Everything that changed since the last batch; null when no record was taken. */
    @Nullable
    StoreBatch take() {
        if (books.lastSequence() == after.sequence()) {
            return null;
        }
        changedAccounts.set(accountsKnown, books.accounts().size());
        accountsKnown = books.accounts().size();
        List<StoredAccount> accounts = new ArrayList<>();
        changedAccounts.stream().forEach(account -> accounts.add(account(account)));
        StorePosition now = position();
        StoreBatch batch = new StoreBatch(
                after,
                now,
                accounts,
                List.copyOf(workers.values()),
                blocks.blocks(),
                blocks.credits(),
                payments.rows(),
                List.copyOf(work.values()));
        after = now;
        changedAccounts.clear();
        workers.clear();
        work.clear();
        blocks.clear();
        payments.clear();
        return batch;
    }

    private StoredAccount account(int account) {
        return new StoredAccount(
                name(account),
                account >= AccountTable.FIRST_MINER,
                books.ledger().balance(account, Bucket.IMMATURE),
                books.ledger().balance(account, Bucket.PAYABLE),
                books.ledger().balance(account, Bucket.PAYING),
                books.ledger().balance(account, Bucket.PAID));
    }

    private record WorkCell(int account, long bucketMillis) {}
}
