package io.otedama.accounting;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.ledger.Bucket;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.BootRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.CorrectionRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.PaymentIntentRecord;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.spi.PaymentStatusRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.SplitRecord;
import io.otedama.spi.WorkerRecord;
import io.otedama.testkit.PlainJob;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Books behind a journal in memory: every record is written, read back and applied, as a pool does. One thread. */
final class AccountingRig {
    private static final int WORDS = 4;

    final InMemoryJournal journal = new InMemoryJournal();
    final Accounting books = new Accounting(journal);

    private final JournalCursor follow = journal.readFrom(1);
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<String, Integer> workers = new HashMap<>();
    private long millis = 1_700_000_000_000L;
    private long jobs;
    private int bits;
    private long subsidy;

    /** Job, bits and subsidy from before the last change of either. */
    private long[] earlier = {};

    AccountingRig() {
        journal.retain(1);
        append(new BootRecord().encode(bytes, millis, 1, Hash256.ZERO, "rig"));
    }

    /** A hash like no other number's. */
    static Hash256 hash(long number) {
        ByteBuffer filled = ByteBuffer.allocate(Hash256.BYTES);
        for (int i = 0; i < WORDS; i++) {
            filled.putLong(number * 31 + i);
        }
        return Hash256.ofInternal(filled.array());
    }

    void append(RecordView record) {
        millis++;
        journal.append(record);
        follow.next();
        books.apply(follow.record());
        books.ledger().checkInvariant();
    }

    /** A job on another previous block. */
    void job(int networkBits, long subsidyUnits) {
        if (jobs > 0 && (bits != networkBits || subsidy != subsidyUnits)) {
            earlier = new long[] {jobs, bits, subsidy};
        }
        jobs++;
        bits = networkBits;
        subsidy = subsidyUnits;
        PlainJob job = new PlainJob(jobs, hash(-jobs), networkBits);
        append(new JobRecord().encode(bytes, millis, job, subsidyUnits, subsidyUnits, 0));
    }

    void terms(String text) {
        PayoutTerms terms = PayoutTerms.parse(text);
        append(new ConfigRecord()
                .encode(
                        bytes,
                        millis,
                        terms.scheme(),
                        terms.parameterText(),
                        terms.feeBasisPoints(),
                        terms.donationBasisPoints(),
                        terms.donationAccount()));
    }

    /** Number of the worker of that name, whose account has the same name. */
    int worker(String name) {
        Integer known = workers.get(name);
        if (known == null) {
            known = 10 + workers.size();
            workers.put(name, known);
            append(new WorkerRecord().encode(bytes, millis, known, name + ".rig", name));
        }
        return known;
    }

    void share(String miner, BigInteger work) {
        share(miner, work, 0, Hash256.ZERO);
    }

    void share(String miner, long work) {
        share(miner, BigInteger.valueOf(work));
    }

    /** A share on a job from before the last change of difficulty or subsidy, if there was one. */
    LateShare lateShare(String miner, BigInteger work) {
        if (earlier.length == 0) {
            share(miner, work);
            return new LateShare(bits, subsidy);
        }
        long newestJob = jobs;
        int newestBits = bits;
        jobs = earlier[0];
        bits = (int) earlier[1];
        share(miner, work);
        jobs = newestJob;
        bits = newestBits;
        return new LateShare((int) earlier[1], earlier[2]);
    }

    /** What its job said: compact target, and base units. */
    record LateShare(int bits, long subsidy) {}

    /** A share that is a block. */
    void blockShare(String miner, BigInteger work, Hash256 hash) {
        share(miner, work, ShareRecord.FLAG_BLOCK, hash);
    }

    private void share(String miner, BigInteger work, int flags, Hash256 hash) {
        int worker = worker(miner);
        ShareTarget target = new ShareTarget(Difficulty.ONE, Target.MAX, Work.of(work));
        append(new ShareRecord().encode(bytes, millis, jobs, worker, flags, hash.toBytes(), target, bits));
    }

    void block(Status status, Hash256 hash, String finder, long value) {
        block(status, hash, finder, value, 0);
    }

    void block(Status status, Hash256 hash, String finder, long value, long splitId) {
        append(new BlockRecord().encode(bytes, millis, status, 7, hash, jobs, worker(finder), 0, value, splitId));
    }

    /** A coinbase that pays accounts itself. */
    void split(long id, long value, Map<String, Long> amounts) {
        split(id, value, 0, amounts, Map.of());
    }

    /**
     * A coinbase that pays debts beside.
     *
     * @param shares of the block, by account
     * @param carried debts, by account
     */
    void split(long id, long value, int flags, Map<String, Long> shares, Map<String, Long> carried) {
        TreeMap<String, Long> amounts = new TreeMap<>(shares);
        carried.forEach((account, amount) -> amounts.merge(account, amount, Long::sum));
        int[] accounts = amounts.keySet().stream().mapToInt(this::account).toArray();
        long[] parts = amounts.values().stream().mapToLong(Long::longValue).toArray();
        long[] debts = amounts.keySet().stream()
                .mapToLong(account -> carried.getOrDefault(account, 0L))
                .toArray();
        append(new SplitRecord().encode(bytes, millis, id, books.lastSequence(), value, flags, accounts, parts, debts));
    }

    void correct(long amount, String from, String to) {
        append(new CorrectionRecord().encode(bytes, millis, amount, from, to, "test"));
    }

    void intent(long id, Hash256 txid, long fee, List<Input> inputs, List<Output> outputs) {
        append(new PaymentIntentRecord().encode(bytes, millis, id, txid, fee, inputs, outputs, new byte[] {1, 2, 3}));
    }

    void payment(long id, PaymentStatusRecord.Status status, Hash256 txid) {
        append(new PaymentStatusRecord().encode(bytes, millis, id, status, 6, txid));
    }

    int account(String name) {
        return books.accounts().find(name);
    }

    long balance(String name, Bucket bucket) {
        int account = account(name);
        return account < 0 ? 0 : books.ledger().balance(account, bucket);
    }

    /** Every balance that is not zero, as {@code name BUCKET}. */
    Map<String, Long> balances() {
        TreeMap<String, Long> all = new TreeMap<>();
        for (String name : books.accounts().names()) {
            for (Bucket bucket : Bucket.values()) {
                if (balance(name, bucket) != 0) {
                    all.put(name + " " + bucket, balance(name, bucket));
                }
            }
        }
        return all;
    }

    /** New books that read a state and then the rest of the journal, as after a restart. */
    Accounting restored(byte[] state) {
        Accounting other = new Accounting(journal);
        other.restore(state);
        try (JournalCursor rest = journal.readFrom(other.lastSequence() + 1)) {
            while (rest.next()) {
                other.apply(rest.record());
            }
        }
        return other;
    }

    /** New books that read all of the journal. */
    Accounting replayed() {
        Accounting other = new Accounting(journal);
        try (JournalCursor all = journal.readFrom(1)) {
            while (all.next()) {
                other.apply(all.record());
            }
        }
        return other;
    }
}
