package io.otedama.stratum.client;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The submits of one connection that are not answered yet: a fixed number of slots, found by request id, so that answers
 * may come in any order and nothing is allocated per submit. Ids rise by at least one; an id's slot is its low bits, and
 * an id whose slot is still taken is skipped. Thread-safe. Listeners are called outside the lock.
 */
public final class PendingSubmits {
    private static final Logger LOG = LoggerFactory.getLogger(PendingSubmits.class);

    private final int mask;
    private final long[] ids;
    private final long[] tokens;
    private final long[] deadlinesNs;
    private final @Nullable SubmitListener[] listeners;
    private long nextId;
    private long answeredThrough;
    private int size;
    private boolean closed;

    /**
     * @param capacity a power of two
     * @param firstId at least 1
     */
    public PendingSubmits(int capacity, long firstId) {
        mask = capacity - 1;
        ids = new long[capacity];
        tokens = new long[capacity];
        deadlinesNs = new long[capacity];
        listeners = new SubmitListener[capacity];
        nextId = firstId;
        answeredThrough = firstId - 1;
    }

    /** Takes a slot; the request id, or -1 when all are taken or the connection has ended. */
    public synchronized long add(long token, SubmitListener listener, long deadlineNs) {
        if (closed || size > mask) {
            return -1;
        }
        while (ids[(int) nextId & mask] != 0) {
            nextId++;
        }
        int slot = (int) nextId & mask;
        ids[slot] = nextId;
        tokens[slot] = token;
        deadlinesNs[slot] = deadlineNs;
        listeners[slot] = listener;
        size++;
        return nextId++;
    }

    /** Answers one submit; does nothing when the id is not outstanding. */
    public void complete(long id, SubmitOutcome outcome, int code, String message) {
        SubmitListener listener;
        long token;
        synchronized (this) {
            int slot = (int) id & mask;
            listener = id > 0 && ids[slot] == id ? listeners[slot] : null;
            if (listener == null) {
                return;
            }
            token = tokens[slot];
            ids[slot] = 0;
            listeners[slot] = null;
            size--;
        }
        try {
            listener.onReply(token, outcome, code, message);
        } catch (RuntimeException e) {
            LOG.warn("a submit listener failed", e);
        }
    }

    /**
     * Answers at once every submit that is outstanding and has this id or an earlier one, in order: a batch that the server
     * accepted. Event loop only.
     */
    public void acceptThrough(long lastId) {
        for (long id = answeredThrough + 1; id <= lastId; id++) {
            complete(id, SubmitOutcome.ACCEPTED, 0, "");
        }
        answeredThrough = Math.max(answeredThrough, lastId);
    }

    /** The id that was given out last; before the first, one less than that will be. */
    public synchronized long newestId() {
        return nextId - 1;
    }

    /** Answers every submit whose deadline has passed with {@link SubmitOutcome#TIMED_OUT}. */
    public void expire(long nowNs) {
        if (size() == 0) {
            return;
        }
        for (int slot = 0; slot <= mask; slot++) {
            long id = overdue(slot, nowNs);
            if (id != 0) {
                complete(id, SubmitOutcome.TIMED_OUT, 0, "no reply in time");
            }
        }
    }

    /** Ends the connection: answers every submit, takes no further one. */
    public void close(String message) {
        synchronized (this) {
            closed = true;
        }
        for (int slot = 0; slot <= mask; slot++) {
            complete(idAt(slot), SubmitOutcome.CONNECTION_LOST, 0, message);
        }
    }

    public synchronized int size() {
        return size;
    }

    private synchronized long idAt(int slot) {
        return ids[slot];
    }

    private synchronized long overdue(int slot, long nowNs) {
        return ids[slot] != 0 && nowNs - deadlinesNs[slot] >= 0 ? ids[slot] : 0;
    }
}
