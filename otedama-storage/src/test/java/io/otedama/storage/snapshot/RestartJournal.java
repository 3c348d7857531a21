package io.otedama.storage.snapshot;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.payout.PayoutTerms;
import io.otedama.spi.BootRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.JobRecord;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import io.otedama.testkit.PlainJob;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes the journal of a busy pool: a thousand shares a second by some hundred workers, another previous block every 250
 * seconds, and more shares than a window of PPLNS holds, which is full.
 */
final class RestartJournal {
    /** Network work 2^30: a hundredth of it is a window of 10.7 million shares of work 1. */
    static final int BITS = 0x1d03fffc;

    static final String TERMS = "pplns:window=0.01,fee=100";
    static final int WORKERS = 300;
    private static final int SHARES_PER_BLOCK = 250_000;
    private static final int SHARES_PER_JOB = 25_000;
    private static final int BATCH = 512;

    private final ShareJournal journal;
    private final ByteBuffer bytes = ByteBuffer.allocate(2_048).order(ByteOrder.LITTLE_ENDIAN);
    private final ShareRecord share = new ShareRecord();
    private final byte[] hash = new byte[Hash256.BYTES];
    private long millis = 1_700_000_000_000L;
    private int unflushed;

    RestartJournal(ShareJournal journal) {
        this.journal = journal;
    }

    private void append(RecordView record) {
        journal.append(record);
        if (++unflushed == BATCH) {
            flush();
        }
    }

    private void flush() {
        journal.flush();
        unflushed = 0;
    }

    void write(int shares) {
        append(new BootRecord().encode(bytes, millis, 1, Network.BITCOIN_REGTEST.genesis(), "otedama"));
        PayoutTerms terms = PayoutTerms.parse(TERMS);
        append(new ConfigRecord()
                .encode(bytes, millis, terms.scheme(), terms.parameterText(), terms.feeBasisPoints(), 0, ""));
        for (int worker = 1; worker <= WORKERS; worker++) {
            append(new WorkerRecord().encode(bytes, millis, worker, name(worker) + ".rig", name(worker)));
        }
        ShareTarget target = new ShareTarget(Difficulty.MIN, Target.MAX, Work.of(BigInteger.ONE));
        long job = 0;
        for (int i = 0; i < shares; i++) {
            millis++;
            if (i % SHARES_PER_JOB == 0) {
                PlainJob next = new PlainJob(++job, hashOf(-1 - i / SHARES_PER_BLOCK), BITS);
                append(new JobRecord().encode(bytes, millis, next, 5_000_000_000L, 5_000_000_000L, 0));
            }
            fill(i);
            int worker = 1 + (int) Long.remainderUnsigned(mix(i), WORKERS);
            append(share.encode(bytes, millis, job, worker, 0, hash, target, BITS));
        }
        flush();
    }

    /** Time of the last record. */
    long millis() {
        return millis;
    }

    private static String name(int worker) {
        return "bcrt1qminer" + worker;
    }

    private Hash256 hashOf(long number) {
        fill(number);
        return Hash256.ofInternal(hash.clone());
    }

    private void fill(long number) {
        ByteBuffer filled = ByteBuffer.wrap(hash);
        for (int i = 0; i < Hash256.BYTES / Long.BYTES; i++) {
            filled.putLong(mix(number * 4 + i));
        }
    }

    /** The finaliser of SplitMix64: another number for each. */
    private static long mix(long number) {
        long z = number * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
