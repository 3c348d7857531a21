package io.otedama.internal;

import java.util.concurrent.locks.LockSupport;

/**
 * Cuts work in the background into pieces with pauses between them. On a machine with few cores a thread that computes for
 * long makes those that answer miners wait for a whole slice of the scheduler. One thread.
 */
public final class Courtesy {
    /** Records that are worked on without a pause: a tenth of a millisecond, about. */
    static final int PIECE = 512;

    private static final long PAUSE_NS = 100_000;

    private int done;

    /** Called after every record. */
    public void afterRecord() {
        if (++done >= PIECE) {
            done = 0;
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
