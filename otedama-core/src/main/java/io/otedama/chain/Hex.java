package io.otedama.chain;

import java.util.HexFormat;

/** Hexadecimal text and bytes. Lower case on output, either case on input. */
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /** Two lower-case digits per byte. */
    public static String encode(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /** A part of {@code bytes}, from {@code from} to before {@code to}. */
    public static String encode(byte[] bytes, int from, int to) {
        return FORMAT.formatHex(bytes, from, to);
    }

    /** Eight lower-case digits, left-padded, big-endian: how Stratum V1 writes version, nbits, ntime and nonce. */
    public static String encode8(int value) {
        return FORMAT.toHexDigits(value);
    }

    /**
     * Bytes from two digits each, either case.
     *
     * @throws IllegalArgumentException when the text has an odd length or a character that is no hex digit
     */
    public static byte[] decode(CharSequence hex) {
        return FORMAT.parseHex(hex);
    }

    /** A copy of {@code bytes} in opposite order. */
    public static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }
}
