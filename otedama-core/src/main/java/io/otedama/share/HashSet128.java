package io.otedama.share;

import io.otedama.share.DuplicateFilter.Result;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A set of header hashes, by their first 128 bits in internal order: the low end, which is random even where proof of work
 * makes the high end zero. A collision would refuse one honest share in 2^100; crediting twice is impossible. Open
 * addressing with linear probing, two words a slot, at most three quarters full. The pair (0, 0) marks an empty slot; a
 * hash with these bits is stored as (0, 1).
 */
final class HashSet128 {
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MIN_SLOTS = 16;

    private long[] words;
    private int mask;
    private int size;

    /** Words that {@link #clearSome} has cleared since the set was given up. */
    private int cleared;

    HashSet128(int capacity, int maxCapacity) {
        int slots = slotsFor(Math.min(capacity, maxCapacity));
        words = new long[2 * slots];
        mask = slots - 1;
    }

    /** Empties it; keeps the memory, grows it when it is less than asked for. */
    void reset(int capacity) {
        int slots = Math.max(slotsFor(capacity), mask + 1);
        if (slots > mask + 1) {
            words = new long[2 * slots];
            mask = slots - 1;
        } else {
            clearSome(words.length);
        }
        size = 0;
        cleared = 0;
    }

    /**
     * Clears some of what nobody needs any more; {@link #reset} does the rest. Nothing else may be called in between.
     *
     * @return true when all is cleared
     */
    boolean clearSome(int atMostWords) {
        int to = cleared + Math.min(atMostWords, words.length - cleared);
        Arrays.fill(words, cleared, to, 0);
        cleared = to;
        return cleared == words.length;
    }

    Result add(byte[] hash, int maxCapacity) {
        long a = (long) LONG_LE.get(hash, 0);
        long b = second(a, (long) LONG_LE.get(hash, 8));
        int i = slot(a, b);
        if (words[2 * i] == a && words[2 * i + 1] == b) {
            return Result.DUPLICATE;
        }
        if (size >= maxCapacity) {
            return Result.FULL;
        }
        if ((size + 1) * 4L > (mask + 1) * 3L) {
            grow();
            i = slot(a, b);
        }
        words[2 * i] = a;
        words[2 * i + 1] = b;
        size++;
        return Result.NEW;
    }

    /** Backward-shift deletion: later members of the probe run move up, so that no search ends too early. */
    void remove(byte[] hash) {
        long a = (long) LONG_LE.get(hash, 0);
        long b = second(a, (long) LONG_LE.get(hash, 8));
        int hole = slot(a, b);
        if (isEmpty(hole)) {
            return;
        }
        for (int i = (hole + 1) & mask; !isEmpty(i); i = (i + 1) & mask) {
            int home = home(words[2 * i], words[2 * i + 1]);
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                words[2 * hole] = words[2 * i];
                words[2 * hole + 1] = words[2 * i + 1];
                hole = i;
            }
        }
        words[2 * hole] = 0;
        words[2 * hole + 1] = 0;
        size--;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] old = words;
        words = new long[old.length * 2];
        mask = words.length / 2 - 1;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0 || old[i + 1] != 0) {
                int to = slot(old[i], old[i + 1]);
                words[2 * to] = old[i];
                words[2 * to + 1] = old[i + 1];
            }
        }
    }

    /** Where the pair is, or the empty slot where it belongs. */
    private int slot(long a, long b) {
        int i = home(a, b);
        while (!isEmpty(i) && (words[2 * i] != a || words[2 * i + 1] != b)) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private int home(long a, long b) {
        long mixed = (a ^ b) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & mask;
    }

    private boolean isEmpty(int i) {
        return words[2 * i] == 0 && words[2 * i + 1] == 0;
    }

    private static long second(long a, long b) {
        return a == 0 && b == 0 ? 1 : b;
    }

    private static int slotsFor(int capacity) {
        int slots = MIN_SLOTS;
        while (slots * 3L < capacity * 4L + 4) {
            slots *= 2;
        }
        return slots;
    }
}
