package io.otedama;

import io.otedama.OfflineReplay.Begin;
import io.otedama.accounting.Accounting;
import io.otedama.accounting.BlockExplanation;
import io.otedama.accounting.StateDigest;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.JournalException;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.BlockBook;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.PaymentBook;
import io.otedama.payment.PaymentPlanner.Owed;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.JournalSource;
import io.otedama.spi.LedgerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The books of a pool, recomputed from its journal: for commands, audits and tests. Needs no pool and changes nothing. One
 * thread.
 */
public final class OfflineLedger {
    private final Accounting books;

    OfflineLedger(Accounting books) {
        this.books = books;
        books.close();
    }

    /**
     * Reads the whole journal. Snapshots in it are compared on the way.
     *
     * @param progress told the sequence from time to time
     * @throws JournalException when it cannot be read, or does not begin at its first record
     * @throws IllegalStateException when a record contradicts the books: says which record and what differs
     */
    public static OfflineLedger replay(JournalSource journal, LongConsumer progress) {
        return new OfflineLedger(
                new OfflineReplay(journal, null, progress, note -> {}).run(Begin.NEWEST, books -> false));
    }

    /**
     * Reads the whole journal; where its beginning was deleted, from the newest good snapshot on.
     *
     * @param notes told where the books begin, unless at the first record, and which snapshots cannot be used
     * @throws JournalException when the journal cannot be read, or begins too late for every snapshot
     * @throws IllegalStateException when a record contradicts the books: says which record and what differs
     */
    public static OfflineLedger replay(
            JournalSource journal, LedgerStore snapshots, LongConsumer progress, Consumer<String> notes) {
        return new OfflineLedger(
                new OfflineReplay(journal, snapshots, progress, notes).run(Begin.NEWEST, books -> false));
    }

    /**
     * Why a block is shared as it is, as of the record that first saw it in the chain. Where the journal's beginning was deleted,
     * as of the oldest good snapshot if that knows the block already.
     *
     * @param snapshots null: there are none
     * @return empty when that block was never in the chain, or was mature before the journal begins
     */
    public static Optional<BlockStatement> explain(
            JournalSource journal, @Nullable LedgerStore snapshots, Hash256 block) {
        try (Accounting books = new OfflineReplay(journal, snapshots, sequence -> {}, note -> {})
                .run(Begin.OLDEST, now -> shared(now, block).isPresent())) {
            return shared(books, block).map(e -> BlockStatement.of(block, e, books, journal));
        }
    }

    private static Optional<BlockExplanation> shared(Accounting books, Hash256 block) {
        return books.explain(block)
                .filter(e -> !e.owed().isEmpty() || !e.direct().isEmpty());
    }

    /** Sequence of the last record. */
    public long sequence() {
        return books.lastSequence();
    }

    /** SHA-256 of the serialised books: equal for equal books. */
    public Hash256 digest() {
        return StateDigest.of(books.state());
    }

    public String poolName() {
        return books.poolName();
    }

    /** The chain, empty before the first start or when it is none of those built in. */
    public Optional<Network> network() {
        return Network.ofGenesis(books.genesis());
    }

    /** The terms in force; empty when the pool keeps everything. */
    public Optional<PayoutTerms> terms() {
        return books.terms();
    }

    /** Every account, the pool's own first, then in the order of their first appearance. */
    public List<Balance> balances() {
        List<Balance> all = new ArrayList<>();
        for (int account = 0; account < books.accounts().size(); account++) {
            all.add(balance(account));
        }
        return all;
    }

    /** One account by its name, which is an address for miners. */
    public Optional<Balance> balance(String account) {
        int id = books.accounts().find(account);
        return id < 0 ? Optional.empty() : Optional.of(balance(id));
    }

    private Balance balance(int account) {
        return new Balance(
                books.accounts().name(account),
                account >= AccountTable.FIRST_MINER,
                books.ledger().balance(account, Bucket.IMMATURE),
                books.ledger().balance(account, Bucket.PAYABLE),
                books.ledger().balance(account, Bucket.PAYING),
                books.ledger().balance(account, Bucket.PAID));
    }

    /** What coinbases have paid an account beyond what it was owed, and its further earnings have not repaid; base units. */
    public long advance(String account) {
        int id = books.accounts().find(account);
        return id < 0 ? 0 : books.carries().advance(id);
    }

    /** Blocks in the order they were found. */
    public List<BlockBook.Entry> blocks() {
        return books.blocks().list();
    }

    /** Miners who are owed something, for a {@link io.otedama.payment.PaymentPlanner}; in the order of {@link #balances}. */
    public List<Owed> owed() {
        List<Owed> owed = new ArrayList<>();
        for (int account = AccountTable.FIRST_MINER; account < books.accounts().size(); account++) {
            long payable = books.ledger().balance(account, Bucket.PAYABLE);
            if (payable > 0) {
                owed.add(new Owed(account, books.accounts().name(account), payable));
            }
        }
        return owed;
    }

    /** Payments under way. */
    public List<PaymentBook.Payment> payments() {
        return books.payments().open();
    }

    /** Payments that the chain has confirmed. */
    public long confirmedPayments() {
        return books.payments().confirmed();
    }

    /** Shares credited. */
    public long creditedShares() {
        return books.credits().totalShares();
    }

    /**
     * What an account has, base units.
     *
     * @param miner false for the pool's own accounts
     * @param immature from blocks that are not deep enough yet
     * @param payable owed
     * @param paying in payments that are not confirmed yet, or carried by the coinbase of a block that is not deep enough yet
     * @param paid received
     */
    public record Balance(String account, boolean miner, long immature, long payable, long paying, long paid) {}
}
