package io.otedama.accounting;

import io.otedama.chain.Hash256;
import io.otedama.ledger.AccountTable;
import io.otedama.ledger.BlockBook;
import io.otedama.ledger.Bucket;
import io.otedama.ledger.CreditBook;
import io.otedama.ledger.Ledger;
import io.otedama.ledger.PaymentBook;
import io.otedama.ledger.PostingListener;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.payout.CreditedShare;
import io.otedama.payout.PayoutBook;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.CorrectionRecord;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JournalSource;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.SnapshotRecord;
import io.otedama.spi.SplitRecord;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Applies journal records to the books, in sequence, each exactly once. One thread: the pipeline's Account stage, or the
 * replay before it starts. No clock, no allocation per share; reads the journal again at the tail of a payout window only, and
 * lets another thread do that ahead of time between {@link #startReadingAhead} and {@link #stopReadingAhead}.
 */
public final class Accounting implements AutoCloseable {
    /** Of {@link #state()}; another one cannot be restored. */
    public static final int STATE_FORMAT = 2;

    private final CreditBook credits = new CreditBook();
    private final BlockBook blocks = new BlockBook();
    private final AccountTable accounts = new AccountTable();
    private final WorkerAccounts workers = new WorkerAccounts(accounts);
    private final CoinbaseSplits splits = new CoinbaseSplits();
    private final JournalOrigin origin = new JournalOrigin();
    private final Ledger ledger;
    private final PaymentBook payments;
    private final SchemeSeat seat;
    private final CarryBook carries;
    private final BlockLife life;

    private final ShareRecord shareView = new ShareRecord();
    private final BlockRecord block = new BlockRecord();
    private final JobRecord job = new JobRecord();
    private final SnapshotRecord snapshot = new SnapshotRecord();
    private final CreditedShare credited = new CreditedShare();
    private final byte[] hash = new byte[Hash256.BYTES];
    private long lastSequence;

    /**
     * @param journal read again where a payout window ends
     */
    public Accounting(JournalSource journal) {
        this(journal, PostingListener.NONE);
    }

    /**
     * @param postings told of every posting
     */
    public Accounting(JournalSource journal, PostingListener postings) {
        ledger = new Ledger(accounts, postings);
        payments = new PaymentBook(ledger);
        seat = new SchemeSeat(accounts, ledger, journal, workers::account);
        carries = new CarryBook(ledger);
        life = new BlockLife(accounts, ledger, splits, carries, seat::weigh);
    }

    /**
     * @throws IllegalStateException when a record comes twice or out of order, or contradicts the books
     */
    public void apply(RecordView record) {
        long sequence = record.sequence();
        if (sequence <= lastSequence) {
            throw new IllegalStateException("record " + sequence + " after " + lastSequence);
        }
        ledger.begin(sequence);
        switch (record.type()) {
            case SHARE -> applyShare(record);
            case BLOCK -> applyBlock(record);
            case BOOT -> origin.onBoot(record);
            case WORKER -> workers.add(record);
            case JOB -> {
                job.wrap(record);
                seat.onJob(job);
            }
            case SPLIT -> splits.add((SplitRecord) new SplitRecord().wrap(record));
            case PAYMENT_INTENT -> payments.onIntent((PaymentIntentRecord) new PaymentIntentRecord().wrap(record));
            case PAYMENT_STATUS -> payments.onStatus((PaymentStatusRecord) new PaymentStatusRecord().wrap(record));
            case CONFIG -> seat.onConfig((ConfigRecord) new ConfigRecord().wrap(record));
            case CORRECTION -> applyCorrection((CorrectionRecord) new CorrectionRecord().wrap(record));
            case SNAPSHOT -> checkSnapshot(record);
        }
        if (record.type() != RecordType.SHARE) { // shares post nothing
            carries.settle();
        }
        ledger.commit();
        lastSequence = sequence;
    }

    /**
     * From now on a thread reads ahead where payout windows end, so that {@link #apply} hardly ever reads itself. The books are
     * the same with it and without it. Called by whoever starts the thread of the books; the reader's begins when a scheme has a
     * window.
     */
    public void startReadingAhead(ThreadFactory threads) {
        seat.reader().start(threads);
    }

    /** Ends that thread, which the caller waits for, and closes what it read from. For whoever has ended the thread of the books. */
    public void stopReadingAhead() {
        seat.reader().stop();
    }

    private void applyShare(RecordView record) {
        applyShare(record instanceof ShareRecord fresh ? fresh : (ShareRecord) shareView.wrap(record));
    }

    private void applyShare(ShareRecord share) {
        credits.credit(share.workerId(), share.workHi(), share.workLo());
        int account = workers.account(share.workerId());
        PayoutBook book = seat.book();
        if (book != null) {
            book.onShare(credited.set(share, account, seat.subsidyOf(share.jobNumber())));
        }
        if (share.isBlock()) {
            share.headerHash(hash);
            life.onBlockShare(Hash256.ofInternal(hash.clone()), account);
        }
    }

    private void applyBlock(RecordView record) {
        block.wrap(record);
        blocks.apply(block);
        life.onRecord(block, workers.account(block.workerId()));
        seat.tell();
    }

    private void applyCorrection(CorrectionRecord correction) {
        ledger.post(accounts.acquire(correction.from()), Bucket.PAYABLE, -correction.amount());
        ledger.post(accounts.acquire(correction.to()), Bucket.PAYABLE, correction.amount());
        seat.tell();
    }

    /** At a clean close it is written right behind the record that its books end with; {@link SnapshotMarks} know the others. */
    private void checkSnapshot(RecordView record) {
        snapshot.wrap(record);
        if (snapshot.stateSequence() == lastSequence && !snapshot.digest().equals(StateDigest.of(state()))) {
            throw new IllegalStateException("record " + record.sequence()
                    + " remembers other books than this replay has at record " + lastSequence);
        }
    }

    public CreditBook credits() {
        return credits;
    }

    public BlockBook blocks() {
        return blocks;
    }

    public Ledger ledger() {
        return ledger;
    }

    public AccountTable accounts() {
        return accounts;
    }

    public PaymentBook payments() {
        return payments;
    }

    /** Debts that coinbases of found blocks pay. */
    public CarryBook carries() {
        return carries;
    }

    /** Workers and whose account they work for. */
    public WorkerAccounts workers() {
        return workers;
    }

    /** The terms in force; empty when the pool keeps everything. */
    public Optional<PayoutTerms> terms() {
        return Optional.ofNullable(seat.terms());
    }

    /** The book of the scheme in force. */
    public @Nullable PayoutBook book() {
        return seat.book();
    }

    /** Greatest id of a coinbase split that was recorded. */
    public long lastSplitId() {
        return splits.lastId();
    }

    /** How a block that is not final yet is shared. */
    public Optional<BlockExplanation> explain(Hash256 blockHash) {
        LiveBlock found = life.find(blockHash);
        return found == null ? Optional.empty() : Optional.of(BlockExplanation.of(found, carries.amounts(blockHash)));
    }

    /** True when a scheme that pays from the reserve cannot pay for one more share. */
    public boolean isReserveSpent() {
        PayoutBook book = seat.book();
        return book != null && book.isReserveSpent();
    }

    /** First journal sequence that the books may want to read again; {@link Long#MAX_VALUE} when none. */
    public long retainFrom() {
        PayoutBook book = seat.book();
        return book == null ? Long.MAX_VALUE : book.retainFrom();
    }

    /** Number of the last start that the journal knows, 0 when none. */
    public long bootNumber() {
        return origin.bootNumber();
    }

    /** Name of the pool whose journal it is, empty before the first start. */
    public String poolName() {
        return origin.poolName();
    }

    /** Block 0 of the chain whose journal it is. */
    public Hash256 genesis() {
        return origin.genesis();
    }

    /** Sequence of the last record applied, 0 when none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** All of the books; the same bytes for the same journal. */
    public byte[] state() {
        StateWriter out = new StateWriter();
        out.putInt(STATE_FORMAT).putLong(lastSequence);
        origin.write(out);
        accounts.write(out);
        workers.write(out);
        credits.write(out);
        blocks.write(out);
        ledger.write(out);
        splits.write(out);
        carries.write(out);
        payments.write(out);
        seat.write(out);
        life.write(out);
        return out.toBytes();
    }

    /**
     * Continues where {@link #state()} was taken; on new books only.
     *
     * @throws IllegalStateException when the bytes are not such a state
     */
    public void restore(byte[] state) {
        StateReader in = new StateReader(state);
        int format = in.getInt();
        if (format != STATE_FORMAT || lastSequence != 0) {
            throw new IllegalStateException("books of format " + format + " cannot be read by this version");
        }
        lastSequence = in.getLong();
        origin.read(in);
        accounts.read(in);
        workers.read(in);
        credits.read(in);
        blocks.read(in);
        ledger.read(in);
        splits.read(in);
        carries.read(in);
        payments.read(in);
        seat.read(in);
        life.read(in);
        in.end();
    }

    /** Closes what it reads the journal with. Nothing may be applied any more; what is known may be read. */
    @Override
    public void close() {
        seat.close();
    }
}
