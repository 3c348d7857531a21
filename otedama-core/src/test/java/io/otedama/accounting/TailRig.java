package io.otedama.accounting;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.payout.CreditedShare;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** A journal of shares and other records, what its shares are, and a tail that reads them again. One thread. */
final class TailRig implements AutoCloseable {
    /** Account of a worker in this rig: another number than the worker's. */
    static final int ACCOUNT_OFFSET = 1_000_000;

    final InMemoryJournal memory = new InMemoryJournal();
    final WatchedJournal journal = new WatchedJournal(memory);
    final TailReader reader = new TailReader();
    final List<Thread> readers = new CopyOnWriteArrayList<>();

    /** Threads that asked whose a worker is. */
    final List<Thread> askers = new CopyOnWriteArrayList<>();

    final JournalTail tail;
    private final List<Credited> shares = new ArrayList<>();
    private final ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    private int nextShare;

    TailRig() {
        memory.retain(1);
        tail = new JournalTail(
                journal,
                worker -> {
                    askers.add(Thread.currentThread());
                    return worker + ACCOUNT_OFFSET;
                },
                reader);
    }

    TailRig readingAhead() {
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "otedama-tail-test");
            thread.setDaemon(true);
            readers.add(thread);
            return thread;
        };
        reader.start(threads);
        return this;
    }

    void share(int worker, long hi, long lo, int bits) {
        ShareTarget target = new ShareTarget(Difficulty.ONE, Target.MAX, new Work(hi, lo));
        long sequence =
                memory.append(new ShareRecord().encode(bytes, 1, 1, worker, 0, Hash256.ZERO.toBytes(), target, bits));
        shares.add(new Credited(sequence, worker + ACCOUNT_OFFSET, hi, lo, bits));
    }

    TailRig shares(int count) {
        for (int i = 0; i < count; i++) {
            share(i, 0, i + 1L, 0x1d00ffff);
        }
        return this;
    }

    void otherRecord() {
        memory.append(new WorkerRecord().encode(bytes, 1, 7, "worker", "account"));
    }

    void seek(long sequence) {
        tail.seek(sequence);
        nextShare = 0;
        while (nextShare < shares.size() && shares.get(nextShare).sequence < sequence) {
            nextShare++;
        }
    }

    boolean isAtTheEnd() {
        return nextShare == shares.size();
    }

    /** What the tail should give next. */
    Credited expected() {
        return shares.get(nextShare++);
    }

    /** What it gives. */
    Credited next() {
        CreditedShare share = tail.next();
        return new Credited(share.sequence(), share.account(), share.workHi(), share.workLo(), share.bits());
    }

    @Override
    public void close() {
        reader.stop();
    }

    /** A share by value. */
    record Credited(long sequence, int account, long workHi, long workLo, int bits) {}
}
