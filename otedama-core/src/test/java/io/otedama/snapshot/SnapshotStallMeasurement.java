package io.otedama.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.payout.PayoutTerms;
import io.otedama.snapshot.SnapshotProof.Claim;
import io.otedama.spi.BootRecord;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JobRecord;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import io.otedama.testkit.PlainJob;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long the ring waits for a snapshot of 100,000 miners. Not part of the build: {@code -Prestart-test}. */
class SnapshotStallMeasurement {
    private static final int MINERS = 100_000;
    private static final int ROUNDS = 20;
    private static final int BITS = 0x1d00ffff;

    private final InMemoryJournal journal = new InMemoryJournal(1_024);
    private final Accounting books = new Accounting(journal);
    private final ByteBuffer bytes = ByteBuffer.allocate(2_048).order(ByteOrder.LITTLE_ENDIAN);

    private void append(RecordView record) {
        record.assignSequence(journal.append(record));
        books.apply(record);
    }

    @Test
    void theRingWaitsOnlyForTheBooksToBeWrittenIntoMemory() {
        journal.retain(1);
        append(new BootRecord().encode(bytes, 1, 1, Hash256.ZERO, "stall"));
        PayoutTerms terms = PayoutTerms.parse("pplns:window=2,fee=100");
        append(new ConfigRecord().encode(bytes, 1, terms.scheme(), terms.parameterText(), 100, 0, ""));
        append(new JobRecord().encode(bytes, 1, new PlainJob(1, Hash256.ZERO, BITS), 50, 50, 0));
        ShareTarget target = new ShareTarget(Difficulty.ONE, Target.MAX, Work.of(BigInteger.TEN));
        for (int miner = 1; miner <= MINERS; miner++) {
            String address = String.format("bcrt1q%036d", miner);
            append(new WorkerRecord().encode(bytes, 1, miner, address + ".rig01", address));
            append(new ShareRecord().encode(bytes, 1, 1, miner, 0, new byte[Hash256.BYTES], target, BITS));
        }
        long[] nanos = new long[ROUNDS];
        Claim claim = Claim.of(books);
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            claim = Claim.of(books);
            nanos[i] = System.nanoTime() - begin;
        }
        long digest = System.nanoTime();
        assertThat(LedgerSnapshot.digest(claim.state())).isNotEqualTo(Hash256.ZERO);
        digest = System.nanoTime() - digest;
        System.out.println(MINERS + " miners, " + claim.state().length + " bytes: first " + micros(nanos[0]) + " us");
        Arrays.sort(nanos);
        System.out.println("median " + micros(nanos[ROUNDS / 2]) + " us, slowest " + micros(nanos[ROUNDS - 1])
                + " us; the digest, off the ring, " + micros(digest) + " us");
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }
}
