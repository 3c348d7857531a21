package io.otedama.share;

import io.otedama.share.DuplicateFilter.Result;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One set of header hashes in {@value #SEGMENTS} parts that grow one after the other: to hash millions of entries anew at once
 * would keep every miner waiting for a quarter of a second. An entry's part follows from its hash.
 */
final class HashSegments {
    static final int SEGMENTS = 64;

    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SEGMENT_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SEGMENTS);
    private static final long MIXER = 0xd6e8feb86659fd93L;

    private final HashSet128[] segments = new HashSet128[SEGMENTS];
    private int size;
    private int clearing;

    HashSegments(int capacity, int maxCapacity) {
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new HashSet128(share(capacity), maxCapacity);
        }
    }

    /** Empties it; keeps the memory, grows it when it is less than asked for. */
    void reset(int capacity) {
        for (HashSet128 segment : segments) {
            segment.reset(share(capacity));
        }
        size = 0;
        clearing = 0;
    }

    /** Clears some of what nobody needs any more; {@link #reset} does the rest. Nothing else may be called in between. */
    void clearSome(int atMostWords) {
        if (clearing < SEGMENTS && segments[clearing].clearSome(atMostWords)) {
            clearing++;
        }
    }

    /** An eighth more than the mean: what falls into one part varies by far less. */
    private static int share(int capacity) {
        int mean = capacity / SEGMENTS;
        return capacity == 0 ? 0 : mean + mean / 8 + 1;
    }

    Result add(byte[] hash, int maxCapacity) {
        HashSet128 segment = segmentOf(hash);
        Result result = segment.add(hash, size < maxCapacity ? Integer.MAX_VALUE : segment.size());
        if (result == Result.NEW) {
            size++;
        }
        return result;
    }

    void remove(byte[] hash) {
        HashSet128 segment = segmentOf(hash);
        int before = segment.size();
        segment.remove(hash);
        size -= before - segment.size();
    }

    int size() {
        return size;
    }

    private HashSet128 segmentOf(byte[] hash) {
        long mixed = ((long) LONG_LE.get(hash, 0) ^ (long) LONG_LE.get(hash, 8)) * MIXER;
        return segments[(int) (mixed >>> SEGMENT_SHIFT)];
    }
}
