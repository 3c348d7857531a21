package io.otedama.spi;

import io.otedama.chain.Hash256;

/**
 * How much of which journal a store has applied.
 *
 * @param sequence of the last record applied, 0 when none
 * @param digest SHA-256 of that record's bytes, sequence and time included: tells a record of one journal from that of another
 */
public record StorePosition(long sequence, Hash256 digest) {
    /** Of an empty store. */
    public static final StorePosition NONE = new StorePosition(0, Hash256.ZERO);

    public StorePosition {
        if (sequence < 0) {
            throw new IllegalArgumentException("a position is not negative, found " + sequence);
        }
    }
}
