package io.otedama.stratum.loop;

import java.util.Arrays;

/**
 * Submits of one connection that wait for their verdict, with the time each was decoded and a number
 * of the protocol's. Verdicts come in the order of the
 * submits. Event loop only; grows to its bound and then allocates nothing.
 */
public final class InFlight {
    private final int max;
    private long[] decodedNs = new long[4];
    private int[] marks = new int[4];
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
        add(nowNs, 0);
    }

    /** One more, with a number that {@link #oldestMark} gives back. */
    public void add(long nowNs, int mark) {
        if (count == decodedNs.length) {
            grow();
        }
        int place = head + count & decodedNs.length - 1;
        decodedNs[place] = nowNs;
        marks[place] = mark;
        count++;
    }

    /** The number of the oldest. */
    public int oldestMark() {
        return marks[head];
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
        int[] more = Arrays.copyOfRange(marks, head, head + 2 * length);
        System.arraycopy(marks, 0, more, length - head, head);
        decodedNs = larger;
        marks = more;
        head = 0;
    }
}
