package io.otedama.accounting;

import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads ahead of the tails of payout windows, all of them on one thread, while a pool runs. Only speed depends on it: without it,
 * or when it is slow or has failed, the thread of the books reads everything itself. The thread begins with the first tail, so
 * that schemes without a window have none. A replay has none either: it waits for nobody, and is not faster with one.
 *
 * <p>{@code run} is the reader's thread; {@code add}, {@code remove}, {@code wake} the thread of the books; {@code start} and
 * {@code stop} whoever starts and ends that one.
 */
final class TailReader implements Runnable {
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(5);

    private volatile ReadAhead[] tails = {};
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;
    private @Nullable ThreadFactory threads;

    TailReader() {}

    /** From now on tails are read ahead. */
    synchronized void start(ThreadFactory factory) {
        threads = factory;
        begin();
    }

    private void begin() {
        ThreadFactory factory = threads;
        if (factory != null && thread == null && tails.length > 0) {
            Thread reader = factory.newThread(this);
            thread = reader;
            reader.start();
        }
    }

    synchronized void add(ReadAhead tail) {
        ReadAhead[] more = Arrays.copyOf(tails, tails.length + 1);
        more[tails.length] = tail;
        tails = more;
        begin();
        wake();
    }

    synchronized void remove(ReadAhead tail) {
        tails = Arrays.stream(tails).filter(t -> t != tail).toArray(ReadAhead[]::new);
        tail.close();
    }

    /** There is room to read ahead. */
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!stopped) {
            boolean more = false;
            for (ReadAhead tail : tails) {
                more |= !stopped && tail.fillOne();
            }
            if (!more && !stopped) {
                LockSupport.park(this);
            }
        }
        release();
    }

    /** Ends the thread and closes what it read from. Tails stay usable, without it. */
    void stop() {
        Thread reader;
        synchronized (this) {
            threads = null;
            stopped = true;
            reader = thread;
        }
        if (reader != null) {
            LockSupport.unpark(reader);
            try {
                reader.join(JOIN_MS); // longer only when the disk hangs; then it ends as soon as that answers
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        release();
    }

    private void release() {
        for (ReadAhead tail : tails) {
            tail.release();
        }
    }
}
