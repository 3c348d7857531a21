package io.otedama.stratum.v1;

import java.util.Arrays;

/**
 * Turns request ids into the 64-bit tokens that travel with a share, and back. Plain integers are their own token; odd
 * ids are kept here, byte by byte, until they are answered. Bounded; event loop only. Allocates nothing once each slot in
 * use has been used before.
 *
 * <pre>
 *   token  Long.MIN_VALUE        no id: no answer
 *          Long.MIN_VALUE + 1+i  slot i
 *          everything else       the id itself (at most 18 digits, so the ranges cannot meet)
 * </pre>
 */
final class IdTable {
    static final long NO_ID = Long.MIN_VALUE;
    private static final long FIRST_SLOT = NO_ID + 1;
    private static final byte[] NOT_USED_YET = new byte[0];

    private final int maxSlots;
    private byte[][] ids = new byte[0][];
    private int[] lengths = new int[0];
    private int[] free = new int[0];
    private int freeCount;
    private int used;

    /**
     * @param maxSlots odd ids at one time
     */
    IdTable(int maxSlots) {
        this.maxSlots = maxSlots;
    }

    boolean isFull() {
        return used >= maxSlots;
    }

    /** The token of an id; must be given back with {@link #release} when it was answered. */
    long token(RequestId id, byte[] line) {
        return switch (id.kind) {
            case NONE -> NO_ID;
            case PLAIN -> id.value;
            case ODD -> keep(line, id.from, id.to);
        };
    }

    /**
     * Writes the id of a token as JSON.
     *
     * @return the position after it
     */
    int write(long token, byte[] target, int at) {
        int slot = slot(token);
        if (slot >= 0) {
            System.arraycopy(ids[slot], 0, target, at, lengths[slot]);
            return at + lengths[slot];
        }
        return AsciiNumber.write(token, target, at);
    }

    void release(long token) {
        int slot = slot(token);
        if (slot >= 0) {
            free[freeCount++] = slot;
            used--;
        }
    }

    private int slot(long token) {
        long slot = token - FIRST_SLOT;
        return slot >= 0 && slot < ids.length ? (int) slot : -1;
    }

    private long keep(byte[] line, int from, int to) {
        if (isFull()) {
            throw new IllegalStateException("id table is full");
        }
        if (freeCount == 0) {
            grow();
        }
        int slot = free[--freeCount];
        used++;
        byte[] id = ids[slot];
        if (id.length < to - from) {
            id = new byte[to - from];
            ids[slot] = id;
        }
        System.arraycopy(line, from, id, 0, to - from);
        lengths[slot] = to - from;
        return FIRST_SLOT + slot;
    }

    private void grow() {
        int before = ids.length;
        int after = Math.min(maxSlots, Math.max(2, before * 2));
        ids = Arrays.copyOf(ids, after);
        lengths = Arrays.copyOf(lengths, after);
        free = Arrays.copyOf(free, after);
        for (int slot = before; slot < after; slot++) {
            ids[slot] = NOT_USED_YET;
            free[freeCount++] = slot;
        }
    }
}
