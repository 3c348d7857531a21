package io.otedama.examples;

import io.otedama.chain.Hash256;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TxOutPoint;
import io.otedama.spi.Wallet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Stops the thread that comes to a named point for the n-th time, says so, and never lets it go on: whoever started the
 * process kills it there. Any thread.
 */
final class KillTrap {
    /** Every point, in the order in which the life of a payment meets them. */
    static final List<String> POINTS = List.of(
            "before-write",
            "after-write",
            "before-force",
            "after-force",
            "before-block-append",
            "after-block-append",
            "after-block-flush",
            "before-lock",
            "after-lock",
            "before-prepare",
            "after-prepare",
            "before-payment_intent-append",
            "after-payment_intent-append",
            "after-payment_intent-flush",
            "before-broadcast",
            "after-broadcast",
            "before-payment_status-append",
            "after-payment_status-append",
            "after-payment_status-flush",
            "before-state",
            "after-state");

    private final String point;
    private final AtomicInteger left;

    KillTrap(String point, int hit) {
        this.point = point;
        this.left = new AtomicInteger(hit);
    }

    void at(String name) {
        if (name.equals(point) && left.decrementAndGet() == 0) {
            System.out.println("at " + name);
            System.out.flush();
            while (true) {
                LockSupport.park();
            }
        }
    }

    private <T> T around(String what, Supplier<T> call) {
        at("before-" + what);
        T result = call.get();
        at("after-" + what);
        return result;
    }

    /** The same journal with points at its records. */
    ShareJournal watch(ShareJournal journal) {
        return new WatchedJournal(journal);
    }

    /** The same wallet with points at its calls. */
    Wallet watch(Wallet wallet) {
        return new WatchedWallet(wallet);
    }

    private final class WatchedJournal implements ShareJournal {
        private final ShareJournal journal;
        private final Set<RecordType> inBatch = EnumSet.noneOf(RecordType.class);

        WatchedJournal(ShareJournal journal) {
            this.journal = journal;
        }

        @Override
        public long append(RecordView record) {
            RecordType type = record.type();
            inBatch.add(type);
            return around(name(type) + "-append", () -> journal.append(record));
        }

        @Override
        public void flush() {
            journal.flush();
            inBatch.forEach(type -> at("after-" + name(type) + "-flush"));
            inBatch.clear();
        }

        private String name(RecordType type) {
            return type.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public long durableSequence() {
            return journal.durableSequence();
        }

        @Override
        public void retain(long sequence) {
            journal.retain(sequence);
        }

        @Override
        public JournalCursor readFrom(long sequence) {
            return journal.readFrom(sequence);
        }

        @Override
        public long firstSequence() {
            return journal.firstSequence();
        }

        @Override
        public ComponentHealth health() {
            return journal.health();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private final class WatchedWallet implements Wallet {
        private final Wallet wallet;

        WatchedWallet(Wallet wallet) {
            this.wallet = wallet;
        }

        @Override
        public long spendable() {
            return wallet.spendable();
        }

        @Override
        public void lock(List<TxOutPoint> inputs) {
            at("before-lock");
            wallet.lock(inputs);
            at("after-lock");
        }

        @Override
        public void unlock(List<TxOutPoint> inputs) {
            wallet.unlock(inputs);
        }

        @Override
        public PreparedTransaction prepare(TransactionPlan plan) {
            return around("prepare", () -> wallet.prepare(plan));
        }

        @Override
        public BroadcastResult broadcast(byte[] raw, Hash256 txid) {
            return around("broadcast", () -> wallet.broadcast(raw, txid));
        }

        @Override
        public TransactionState state(Hash256 txid, List<TxOutPoint> inputs) {
            return around("state", () -> wallet.state(txid, inputs));
        }
    }
}
