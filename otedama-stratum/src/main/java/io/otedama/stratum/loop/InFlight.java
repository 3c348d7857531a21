package io.otedama.stratum.loop;

import java.util.Arrays;

/**
 * Submits of one connection that wait for their verdict, with the time each was decoded. Verdicts come in the order of the
 * submits. Event loop only; grows to its bound and then allocates nothing.
 */
public final class InFlight {
    private final int max;
    private long[] decodedNs = new long[4];
    private int head;
    private int count;

    /**
     * @param max submits at one time
     */
    public InFlight(int max) {
        this.max = max;
    }

    public boolean isFull() {
        return count >= max;
    }

    public int count() {
        return count;
    }

    public void add(long nowNs) {
        if (count == decodedNs.length) {
            grow();
        }
        decodedNs[head + count & decodedNs.length - 1] = nowNs;
        count++;
    }

    /** The oldest is answered; returns when it was decoded. */
    public long remove() {
        long decoded = decodedNs[head];
        head = head + 1 & decodedNs.length - 1;
        count--;
        return decoded;
    }

    private void grow() {
        int length = decodedNs.length;
        long[] larger = Arrays.copyOfRange(decodedNs, head, head + 2 * length);
        System.arraycopy(decodedNs, 0, larger, length - head, head);
        decodedNs = larger;
        head = 0;
    }
}
