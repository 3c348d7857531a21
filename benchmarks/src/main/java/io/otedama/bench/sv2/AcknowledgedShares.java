package io.otedama.bench.sv2;

import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Which submits of a channel an acknowledgement speaks for: all up to its last sequence number that were neither
 * acknowledged before nor refused. Sequence numbers rise by one from 1. Event loop only.
 *
 * <pre>
 *   1 2 3 | 4 5x 6 7x 8 9        oldest = 4; x: refused; success(8) -> 4, 6, 8; oldest = 9
 * </pre>
 */
final class AcknowledgedShares {
    private final int maxSpan;
    private final BitSet refused = new BitSet(); // at sequence % maxSpan
    private long oldest = 1;
    private long next = 1;

    /**
     * @param maxSpan sequence numbers from the oldest without an answer to the newest
     */
    AcknowledgedShares(int maxSpan) {
        this.maxSpan = maxSpan;
    }

    /** The number that the next submit will have. */
    long next() {
        return next;
    }

    /** Takes the next number. */
    long submit() {
        if (next - oldest >= maxSpan) {
            throw new IllegalStateException(maxSpan + " submits after one without an answer are too many");
        }
        return next++;
    }

    /** Tells of every share that is acknowledged by this, oldest first; of no share twice. */
    void accept(long last, LongConsumer accepted) {
        long end = Math.min(last, next - 1);
        while (oldest <= end) {
            long sequence = oldest;
            if (!takeOldest()) {
                accepted.accept(sequence);
            }
        }
        passRefused();
    }

    /** False when the submit is not known or was answered before. */
    boolean refuse(long sequence) {
        if (sequence < oldest || sequence >= next || refused.get(slot(sequence))) {
            return false;
        }
        refused.set(slot(sequence));
        passRefused();
        return true;
    }

    private void passRefused() {
        while (oldest < next && refused.get(slot(oldest))) {
            takeOldest();
        }
    }

    /** Forgets the oldest; true when it was refused. */
    private boolean takeOldest() {
        int slot = slot(oldest);
        boolean was = refused.get(slot);
        refused.clear(slot);
        oldest++;
        return was;
    }

    private int slot(long sequence) {
        return (int) (sequence % maxSpan);
    }
}
