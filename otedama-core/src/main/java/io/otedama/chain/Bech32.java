package io.otedama.chain;

import java.util.Arrays;
import java.util.Locale;

/**
 * Bech32 (BIP 173) and bech32m (BIP 350): a prefix, {@code 1}, then digits of five bits of which the last six are a
 * checksum. The two differ in one constant only.
 */
final class Bech32 {
    /** Longest text that the checksum protects. */
    static final int MAX_CHARS = 90;

    static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    static final int CHECKSUM_DIGITS = 6;

    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

    private Bech32() {}

    /** Which of the two checksums a text has. */
    enum Variant {
        BECH32(1),
        BECH32M(0x2bc830a3);

        final int constant;

        Variant(int constant) {
            this.constant = constant;
        }
    }

    /**
     * A text whose checksum is right.
     *
     * @param digits values 0 to 31 between separator and checksum
     */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
    record Decoded(String prefix, byte[] digits, Variant variant) {}

    /**
     * Decodes and checks one printable ASCII text.
     *
     * @throws IllegalArgumentException saying what is wrong, as the end of a sentence about the text
     */
    static Decoded decode(String text) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("it has more than " + MAX_CHARS + " characters");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("it mixes upper and lower case");
        }
        int separator = lower.lastIndexOf('1');
        if (separator < 1) {
            throw new IllegalArgumentException("it has no prefix that ends with '1'");
        }
        byte[] all = digits(lower, separator + 1);
        if (all.length < CHECKSUM_DIGITS) {
            throw new IllegalArgumentException("it is too short");
        }
        String prefix = lower.substring(0, separator);
        int checksum = polymod(prefix, all);
        for (Variant variant : Variant.values()) {
            if (checksum == variant.constant) {
                return new Decoded(prefix, Arrays.copyOf(all, all.length - CHECKSUM_DIGITS), variant);
            }
        }
        throw new IllegalArgumentException("its bech32 checksum is wrong, so a character was mistyped or lost");
    }

    /**
     * Digits of five bits as bytes; a rest of at most four bits is padding and must be zero.
     *
     * @throws IllegalArgumentException when the padding is wrong
     */
    static byte[] toBytes(byte[] digits, int from) {
        byte[] out = new byte[(digits.length - from) * 5 / 8];
        int accumulator = 0;
        int bits = 0;
        int size = 0;
        for (int i = from; i < digits.length; i++) {
            accumulator = (accumulator << 5 | digits[i]) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[size++] = (byte) (accumulator >>> bits);
            }
        }
        if (bits > 4 || (accumulator & ((1 << bits) - 1)) != 0) {
            throw new IllegalArgumentException("its padding bits are not zero or too many");
        }
        return out;
    }

    /** The checksum's remainder over prefix and digits, those of the checksum included. */
    static int polymod(String prefix, byte[] digits) {
        int c = 1;
        for (int i = 0; i < prefix.length(); i++) {
            c = step(c, prefix.charAt(i) >>> 5);
        }
        c = step(c, 0);
        for (int i = 0; i < prefix.length(); i++) {
            c = step(c, prefix.charAt(i) & 31);
        }
        for (byte digit : digits) {
            c = step(c, digit);
        }
        return c;
    }

    private static int step(int remainder, int digit) {
        int top = remainder >>> 25;
        int next = (remainder & 0x1ffffff) << 5 ^ digit;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >>> i & 1) * GENERATOR[i];
        }
        return next;
    }

    private static byte[] digits(String lower, int from) {
        byte[] out = new byte[lower.length() - from];
        for (int i = 0; i < out.length; i++) {
            char c = lower.charAt(from + i);
            int digit = CHARSET.indexOf(c);
            if (digit < 0) {
                throw new IllegalArgumentException(
                        "character " + (from + i + 1) + ", '" + c + "', does not occur in bech32");
            }
            out[i] = (byte) digit;
        }
        return out;
    }
}
