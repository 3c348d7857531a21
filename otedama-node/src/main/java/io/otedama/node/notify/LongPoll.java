package io.otedama.node.notify;

import io.otedama.error.ErrorHandler;
import io.otedama.error.NodeException;
import io.otedama.node.rpc.Backoff;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one long poll open at the node that gives the work. One thread; it waits for the newest target it was given
 * with {@link #follow}, hints when the node answers, and then waits for the next target: the receiver of the hint
 * fetches a template and calls {@code follow} with its id. So there is never more than one hint per fetch.
 */
public final class LongPoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LongPoll.class);
    private static final String THREAD = "otedama-node-longpoll";
    private static final long CLOSE_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(5);
    private static final long JOIN_MS = 50;

    private final TipListener listener;
    private final ErrorHandler errors;
    private final Backoff backoff;
    private final Object lock = new Object();
    private @Nullable LongPollTarget next; // guarded by lock; null: nothing new to wait for
    private @Nullable LongPollTarget current; // guarded by lock; the call under way
    private boolean closed; // guarded by lock
    private @Nullable Thread thread;

    /**
     * @param listener called on this object's thread
     * @param backoff after failures; used by this object's thread only
     */
    public LongPoll(TipListener listener, Backoff backoff, ErrorHandler errors) {
        this.listener = listener;
        this.backoff = backoff;
        this.errors = errors;
    }

    public void start() {
        Thread t = new Thread(this::run, THREAD);
        t.setDaemon(true);
        thread = t;
        t.start();
    }

    /**
     * Waits for this from now on. A call under way at the same node goes on, because it will answer by itself when the
     * id is old; one at another node is given up. Any thread; returns at once.
     */
    public void follow(LongPollTarget target) {
        LongPollTarget given = null;
        synchronized (lock) {
            next = target;
            if (current != null && !current.node().equals(target.node())) {
                given = current;
            }
            lock.notifyAll();
        }
        if (given != null) {
            given.cancel().run();
        }
    }

    private void run() {
        try {
            for (LongPollTarget target = take(); target != null; target = take()) {
                poll(target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(LongPollTarget target) throws InterruptedException {
        try {
            String id = target.call().await(target.longPollId());
            if (id.equals(target.longPollId())) {
                throw new NodeException(target.node() + " answers a long poll although nothing changed");
            }
            backoff.succeeded();
            if (!isSuperseded(target, id)) {
                listener.onTipHint(TipHint.ofLongPoll("long poll of " + target.node(), id));
            }
        } catch (NodeException e) {
            LOG.debug("long poll: {}", e.getMessage());
            again(target, backoff.failed());
        } catch (RuntimeException e) {
            errors.onError(THREAD, e, false);
            again(target, backoff.failed());
        } finally {
            synchronized (lock) {
                current = null;
            }
        }
    }

    /** True when the template that woke us has been fetched in the meantime. */
    private boolean isSuperseded(LongPollTarget answered, String id) {
        synchronized (lock) {
            if (next != null && next.longPollId().equals(answered.longPollId()) && isSameNode(answered)) {
                next = null; // would answer the same at once
            }
            return next != null && next.longPollId().equals(id);
        }
    }

    /** Waits out the pause, or less when there is something newer to wait for; then tries the same target again. */
    private void again(LongPollTarget target, long pauseNs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + pauseNs;
        synchronized (lock) {
            for (long leftNs = pauseNs; leftNs > 0 && !closed && isSameNode(target); ) {
                TimeUnit.NANOSECONDS.timedWait(lock, leftNs);
                leftNs = deadlineNs - System.nanoTime();
            }
            if (next == null) {
                next = target;
            }
        }
    }

    private boolean isSameNode(LongPollTarget target) {
        return next == null || next.node().equals(target.node());
    }

    private @Nullable LongPollTarget take() throws InterruptedException {
        synchronized (lock) {
            while (next == null && !closed) {
                lock.wait();
            }
            current = closed ? null : next;
            next = null;
            return current;
        }
    }

    /** Gives up the call under way and ends the thread; returns when it is gone. Call it from another thread. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        Thread t = thread;
        try {
            for (long waitedMs = 0; t != null && t.isAlive() && waitedMs < CLOSE_TIMEOUT_MS; waitedMs += JOIN_MS) {
                cancelCurrent(); // again and again: the call may have been about to begin
                t.join(JOIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancelCurrent() {
        LongPollTarget given;
        synchronized (lock) {
            given = current;
        }
        if (given != null) {
            given.cancel().run();
        }
    }
}
