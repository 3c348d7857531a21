package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.Ledger;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.payout.BlockWeights;
import io.otedama.payout.JobTerms;
import io.otedama.payout.PayoutBook;
import io.otedama.payout.PayoutSchemes;
import io.otedama.payout.PayoutTerms;
import io.otedama.payout.ReserveAccount;
import io.otedama.payout.SchemeContext;
import io.otedama.payout.SchemeParameters;
import io.otedama.payout.ShareTail;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JournalSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Holds the payout scheme that is in force, its terms and its book. */
final class SchemeSeat implements ReserveAccount {
    private final AccountTable accounts;
    private final Ledger ledger;
    private final JournalSource journal;
    private final IntUnaryOperator accountOfWorker;
    private final TailReader reader = new TailReader();
    private final JobSubsidies subsidies = new JobSubsidies();
    private final List<JournalTail> tails = new ArrayList<>();
    private @Nullable PayoutTerms terms;
    private @Nullable PayoutBook book;
    private @Nullable JobTerms jobTerms;
    private Hash256 previousBlock = Hash256.ZERO;
    private long deposited;

    SchemeSeat(AccountTable accounts, Ledger ledger, JournalSource journal, IntUnaryOperator accountOfWorker) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.journal = journal;
        this.accountOfWorker = accountOfWorker;
    }

    /** Reads ahead where payout windows end. */
    TailReader reader() {
        return reader;
    }

    @Nullable
    PayoutTerms terms() {
        return terms;
    }

    @Nullable
    PayoutBook book() {
        return book;
    }

    void onConfig(ConfigRecord record) {
        PayoutBook before = book;
        if (before != null) {
            before.end(this);
        }
        PayoutTerms next = new PayoutTerms(
                record.scheme(),
                PayoutTerms.parametersOf(record.parameters()),
                record.feeBasisPoints(),
                record.donationBasisPoints(),
                record.donationAccount());
        PayoutBook opened = open(next);
        ledger.post(AccountTable.RESERVE, Bucket.PAYABLE, opened.deposit() - deposited);
        ledger.post(AccountTable.CHAIN, Bucket.PAYABLE, deposited - opened.deposit());
        deposited = opened.deposit();
        tell();
    }

    private PayoutBook open(PayoutTerms next) {
        tails.forEach(JournalTail::close);
        tails.clear();
        if (!next.donationAccount().isEmpty()) {
            accounts.acquire(next.donationAccount());
        }
        SchemeContext context = new SchemeContext() {
            @Override
            public ShareTail openTail() {
                JournalTail tail = new JournalTail(journal, accountOfWorker, reader);
                tails.add(tail);
                return tail;
            }

            @Override
            public int feeBasisPoints() {
                return next.feeBasisPoints();
            }
        };
        PayoutBook opened = PayoutSchemes.byName(next.scheme())
                .open(new SchemeParameters(next.scheme(), next.parameters()), context);
        terms = next;
        book = opened;
        return opened;
    }

    /** What the block of a job creates, base units. */
    long subsidyOf(long jobNumber) {
        return subsidies.of(jobNumber);
    }

    void onJob(JobRecord job) {
        subsidies.onJob(job.jobNumber(), job.subsidy());
        JobTerms now = new JobTerms(job.bits(), job.networkWork(), job.subsidy());
        boolean changed = !now.equals(jobTerms) || !job.previousBlock().equals(previousBlock);
        jobTerms = now;
        previousBlock = job.previousBlock();
        if (changed) {
            tell();
        }
    }

    /** Something happened that the scheme may go by. */
    void tell() {
        if (book != null && jobTerms != null) {
            book.onTerms(jobTerms, this);
        }
    }

    LiveBlock weigh(Hash256 hash, int finder) {
        PayoutBook now = book;
        PayoutTerms by = terms;
        if (now == null || by == null) {
            BlockTerms all = new BlockTerms(0, 0, AccountTable.ROUNDING, false, false);
            return new LiveBlock(hash, finder, all, BlockWeights.single(AccountTable.POOL), 0, 0);
        }
        int donation = by.donationAccount().isEmpty() ? AccountTable.ROUNDING : accounts.acquire(by.donationAccount());
        BlockTerms block = new BlockTerms(
                by.feeBasisPoints(), by.donationBasisPoints(), donation, now.bearsRisk(), now.isRoundBased());
        long firstShare = now.firstShare();
        return new LiveBlock(hash, finder, block, now.weigh(finder), firstShare, ledger.sequence());
    }

    @Override
    public long balance() {
        return Math.addExact(
                ledger.balance(AccountTable.RESERVE, Bucket.PAYABLE),
                ledger.balance(AccountTable.RESERVE, Bucket.IMMATURE));
    }

    @Override
    public void credit(int account, long amount) {
        ledger.post(AccountTable.RESERVE, Bucket.PAYABLE, -amount);
        ledger.post(account, Bucket.PAYABLE, amount);
    }

    void close() {
        tails.forEach(JournalTail::close);
    }

    void write(StateWriter out) {
        PayoutTerms by = terms;
        PayoutBook now = book;
        subsidies.write(out);
        out.putHash(previousBlock).putLong(deposited).putBoolean(jobTerms != null);
        if (jobTerms != null) {
            out.putInt(jobTerms.bits()).putWork(jobTerms.networkWork()).putLong(jobTerms.subsidy());
        }
        out.putBoolean(by != null);
        if (by != null && now != null) {
            out.putText(by.scheme()).putText(by.parameterText()).putInt(by.feeBasisPoints());
            out.putInt(by.donationBasisPoints()).putText(by.donationAccount());
            now.write(out);
        }
    }

    void read(StateReader in) {
        subsidies.read(in);
        previousBlock = in.getHash();
        deposited = in.getLong();
        if (in.getBoolean()) {
            jobTerms = new JobTerms(in.getInt(), in.getWork(), in.getLong());
        }
        if (in.getBoolean()) {
            String scheme = in.getText();
            String parameters = in.getText();
            PayoutTerms by = new PayoutTerms(
                    scheme, PayoutTerms.parametersOf(parameters), in.getInt(), in.getInt(), in.getText());
            open(by).read(in);
        }
    }
}
