package io.otedama.node;

import io.otedama.node.notify.TipHint;
import io.otedama.node.notify.TipListener;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One slot that collects hints while the feed is busy, so that a storm of notifications costs one fetch. Filled by any
 * thread, emptied by the feed.
 */
final class HintInbox implements TipListener {
    private @Nullable TipHint hint;
    private boolean forced;
    private boolean closed;

    /**
     * What came in.
     *
     * @param hint the newest hint, null when there was none
     * @param forced somebody asked for a template, changed or not
     */
    record Pending(@Nullable TipHint hint, boolean forced) {
        boolean isEmpty() {
            return hint == null && !forced;
        }
    }

    @Override
    public synchronized void onTipHint(TipHint next) {
        boolean keep = hint != null && hint.tip() == null && hint.longPollId() == null;
        hint = keep ? hint : next; // "look again" is not to be hidden by "look at this"
        notifyAll();
    }

    synchronized void refresh() {
        forced = true;
        notifyAll();
    }

    /** Waits for a hint, but not longer than told. */
    synchronized Pending take(long timeoutNs) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeoutNs;
        for (long leftNs = timeoutNs; leftNs > 0 && hint == null && !forced && !closed; ) {
            TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            leftNs = deadlineNs - System.nanoTime();
        }
        Pending pending = new Pending(hint, forced);
        hint = null;
        forced = false;
        return pending;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
