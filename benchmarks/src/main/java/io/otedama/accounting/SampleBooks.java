package io.otedama.accounting;

import io.otedama.bench.SampleWork;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.job.Job;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JobRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Books of a pool with that many miners, each with an account of his own, behind a journal in memory. One thread. */
final class SampleBooks implements AutoCloseable {
    private static final int RECORD_BYTES = 512;
    private static final int JOURNAL_CHUNKS = 64;
    private static final int FIRST_WORKER = 1;

    /** Shares after which the journal is told what it must keep, as every new job does. */
    private static final int SHARES_PER_RETENTION = 5_000;

    private final int bits;
    private final InMemoryJournal journal = new InMemoryJournal(JOURNAL_CHUNKS);
    private final Accounting books = new Accounting(journal);
    private final ShareRecord[] shares;
    private int next;
    private int untold;

    /**
     * @param bits network target, compact
     */
    SampleBooks(int miners, int bits, String terms) {
        this.bits = bits;
        shares = new ShareRecord[miners];
        for (int i = 0; i < miners; i++) {
            append(new WorkerRecord().encode(bytes(), 1, FIRST_WORKER + i, "account" + i + ".rig", "account" + i));
            shares[i] = share(FIRST_WORKER + i, 0, Hash256.ZERO);
        }
        PayoutTerms parsed = PayoutTerms.parse(terms);
        append(new ConfigRecord()
                .encode(bytes(), 1, parsed.scheme(), parsed.parameterText(), parsed.feeBasisPoints(), 0, ""));
        Job job = SampleWork.job(1, 1, bits);
        append(new JobRecord().encode(bytes(), 1, job, SampleWork.COINBASE_VALUE, SampleWork.COINBASE_VALUE, 0));
        books.startReadingAhead(task -> {
            Thread thread = new Thread(task, "tail");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ShareRecord share(int worker, int flags, Hash256 hash) {
        ShareTarget target = new ShareTarget(Difficulty.ONE, Target.MAX, new Work(0, 1));
        return new ShareRecord().encode(bytes(), 1, 1, worker, flags, hash.toBytes(), target, bits);
    }

    private void append(RecordView record) {
        record.assignSequence(journal.append(record));
        books.apply(record);
    }

    /** One share of the next miner. */
    long share() {
        append(shares[next]);
        next = next + 1 == shares.length ? 0 : next + 1;
        if (++untold == SHARES_PER_RETENTION) {
            untold = 0;
            journal.retain(books.retainFrom());
        }
        return books.lastSequence();
    }

    /** A block is found, seen in the chain and matures. */
    void block(Hash256 hash) {
        append(share(FIRST_WORKER, ShareRecord.FLAG_BLOCK, hash));
        status(Status.IN_CHAIN, hash);
        status(Status.MATURE, hash);
    }

    private void status(Status status, Hash256 hash) {
        append(new BlockRecord()
                .encode(bytes(), 1, status, 900_000, hash, 1, FIRST_WORKER, 0, SampleWork.COINBASE_VALUE, 0));
    }

    @Override
    public void close() {
        books.stopReadingAhead();
        books.close();
    }
}
