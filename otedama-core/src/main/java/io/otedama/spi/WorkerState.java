package io.otedama.spi;

import io.otedama.chain.Difficulty;
import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * What a pool remembers of one worker over a restart. Stores keep it in these bytes; integers in the byte order of the
 * buffer, which is little endian in every store.
 *
 * <pre>
 *   0 difficulty, unscaled 8 | 8 its decimal scale 4 | 12 zero 4 | 16 last seen 8 | 24 accepted 8 | 32 rejected 8 | 40 end
 * </pre>
 *
 * @param difficulty of the last credited share
 * @param lastSeenMillis when that share came, milliseconds since 1970
 * @param acceptedShares shares ever credited
 * @param rejectedShares shares ever refused
 */
public record WorkerState(Difficulty difficulty, long lastSeenMillis, long acceptedShares, long rejectedShares) {
    /** Length in every store. */
    public static final int BYTES = 40;

    /** No difficulty between {@link Difficulty#MIN} and {@link Difficulty#MAX} has a scale beyond this, either way. */
    private static final int MAX_SCALE = 64;

    /**
     * @throws IllegalArgumentException when a count or the time is negative
     */
    public WorkerState {
        if (lastSeenMillis < 0 || acceptedShares < 0 || rejectedShares < 0) {
            throw new IllegalArgumentException("a worker state has no negative numbers, found last seen "
                    + lastSeenMillis + ", accepted " + acceptedShares + ", rejected " + rejectedShares);
        }
    }

    /** Writes {@value #BYTES} bytes from {@code offset} on; leaves the position alone. */
    public void encode(ByteBuffer target, int offset) {
        target.putLong(offset, difficulty.unscaled());
        target.putInt(offset + 8, difficulty.scale());
        target.putInt(offset + 12, 0);
        target.putLong(offset + 16, lastSeenMillis);
        target.putLong(offset + 24, acceptedShares);
        target.putLong(offset + 32, rejectedShares);
    }

    /**
     * Reads {@value #BYTES} bytes from {@code offset} on; leaves the position alone.
     *
     * @throws IllegalArgumentException when they are no worker state
     */
    public static WorkerState decode(ByteBuffer source, int offset) {
        int scale = source.getInt(offset + 8);
        if (Math.abs((long) scale) > MAX_SCALE) {
            throw new IllegalArgumentException("no difficulty has the decimal scale " + scale);
        }
        return new WorkerState(
                Difficulty.of(BigDecimal.valueOf(source.getLong(offset), scale)),
                source.getLong(offset + 16),
                source.getLong(offset + 24),
                source.getLong(offset + 32));
    }
}
