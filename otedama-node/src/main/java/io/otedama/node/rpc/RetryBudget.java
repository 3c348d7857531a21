package io.otedama.node.rpc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one call in {@value #CALLS_PER_RETRY} be repeated, so that repeating never multiplies the load on a node that breaks
 * every connection. A token bucket that is filled by calls and not by time: each call pays in a part of a retry, each retry
 * takes a whole one (as Finagle's {@code RetryBudget}; <i>Site Reliability Engineering</i>, chapter "Addressing Cascading
 * Failures"). Any thread.
 */
public final class RetryBudget {
    /** Calls that pay for one retry. */
    public static final int CALLS_PER_RETRY = 10;

    /** Retries that may be saved up; as many are there at first. */
    public static final int MAX_SAVED_RETRIES = 10;

    private static final int FULL = CALLS_PER_RETRY * MAX_SAVED_RETRIES;

    private final AtomicInteger saved = new AtomicInteger(FULL); // in calls

    /** A call goes out for the first time. */
    public void onCall() {
        saved.updateAndGet(calls -> Math.min(FULL, calls + 1));
    }

    /** Takes a retry, or says that there is none left. */
    public boolean tryRetry() {
        int before = saved.getAndUpdate(calls -> calls >= CALLS_PER_RETRY ? calls - CALLS_PER_RETRY : calls);
        return before >= CALLS_PER_RETRY;
    }

    /** Whole retries that could be made now. */
    public int left() {
        return saved.get() / CALLS_PER_RETRY;
    }
}
