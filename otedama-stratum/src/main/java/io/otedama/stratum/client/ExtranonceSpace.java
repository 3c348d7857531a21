package io.otedama.stratum.client;

import io.otedama.chain.Hex;
import java.util.Locale;

/**
 * The part of the coinbase that belongs to one connection.
 *
 * @param extranonce1 chosen by the server: lower-case hex, 0 to {@value #MAX_BYTES} bytes
 * @param extranonce2Size bytes that the client chooses itself, 0 to {@value #MAX_BYTES}
 */
public record ExtranonceSpace(String extranonce1, int extranonce2Size) {
    /** Largest size of either part, in bytes; a coinbase script has room for 100 in all. */
    public static final int MAX_BYTES = 32;

    /**
     * @throws IllegalArgumentException when the text is no hex, or a size is out of range
     */
    public ExtranonceSpace {
        int size = Hex.decode(extranonce1).length;
        if (size > MAX_BYTES || extranonce2Size < 0 || extranonce2Size > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "extranonce sizes must be 0 to " + MAX_BYTES + " bytes, found " + size + " and " + extranonce2Size);
        }
        extranonce1 = extranonce1.toLowerCase(Locale.ROOT);
    }

    /** The bytes of {@link #extranonce1}; a fresh array. */
    public byte[] extranonce1Bytes() {
        return Hex.decode(extranonce1);
    }

    /** How many different values {@code extranonce2} has; {@link Long#MAX_VALUE} when that does not fit. */
    public long extranonce2Count() {
        return extranonce2Size >= 8 ? Long.MAX_VALUE : 1L << (8 * extranonce2Size);
    }
}
