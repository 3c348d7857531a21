package io.otedama.job;

import org.agrona.collections.LongArrayQueue;

/**
 * Hands out extranonce1: allocated, never random; unique over all live connections. A released one rests until the
 * previous block has changed, because until then a live job could be solved with it twice. Thread-safe.
 */
public final class ExtranonceAllocator {
    /** Returned when there is none left: refuse that one connection. */
    public static final long EXHAUSTED = -1;

    private final long base;
    private final long end;
    private long next;
    // pairs (counter, generation at release), oldest first
    private final LongArrayQueue resting = new LongArrayQueue(Long.MIN_VALUE);

    public ExtranonceAllocator(ExtranonceLayout layout) {
        this.base = layout.firstValue();
        this.end = 1L << layout.counterBits();
    }

    /**
     * @param generation of the job table now
     * @return the whole extranonce1 as a number, or {@link #EXHAUSTED}
     */
    public synchronized long allocate(long generation) {
        if (!resting.isEmpty() && resting.peekLong() < generation) {
            resting.pollLong();
            return base | resting.pollLong();
        }
        return next < end ? base | next++ : EXHAUSTED;
    }

    /** The connection is gone; {@code generation} of the job table now. */
    public synchronized void release(long extranonce1, long generation) {
        resting.addLong(generation);
        resting.addLong(extranonce1 - base);
    }
}
