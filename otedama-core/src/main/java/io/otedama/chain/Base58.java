package io.otedama.chain;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Base58check: a number in base 58, most significant digit first, one leading {@code 1} per leading zero byte; its last
 * four bytes are the start of the double SHA-256 of the others (Bitcoin Core, base58.cpp).
 */
public final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int CHECKSUM_BYTES = 4;

    private Base58() {}

    /**
     * Decodes and checks; gives the bytes without the checksum. Takes time in the square of the length: the caller
     * bounds it.
     *
     * @throws IllegalArgumentException saying what is wrong, as the end of a sentence about the text
     */
    public static byte[] decodeChecked(String text) {
        byte[] all = decode(text);
        if (all.length < CHECKSUM_BYTES) {
            throw new IllegalArgumentException("it is too short");
        }
        int size = all.length - CHECKSUM_BYTES;
        byte[] payload = Arrays.copyOf(all, size);
        byte[] hash = Sha256d.of(payload).toBytes();
        if (!Arrays.equals(all, size, all.length, hash, 0, CHECKSUM_BYTES)) {
            throw new IllegalArgumentException("its base58 checksum is wrong, so a character was mistyped or lost");
        }
        return payload;
    }

    /** The text of these bytes and their checksum; the way back of {@link #decodeChecked}. */
    public static String encodeChecked(byte[] payload) {
        byte[] all = Arrays.copyOf(payload, payload.length + CHECKSUM_BYTES);
        System.arraycopy(Sha256d.of(payload).toBytes(), 0, all, payload.length, CHECKSUM_BYTES);
        StringBuilder text = new StringBuilder();
        BigInteger base = BigInteger.valueOf(ALPHABET.length());
        for (BigInteger rest = new BigInteger(1, all); rest.signum() > 0; rest = rest.divide(base)) {
            text.append(ALPHABET.charAt(rest.mod(base).intValue()));
        }
        for (int i = 0; i < all.length && all[i] == 0; i++) {
            text.append(ALPHABET.charAt(0));
        }
        return text.reverse().toString();
    }

    private static byte[] decode(String text) {
        byte[] number = new byte[text.length()]; // base 256, most significant first; never longer than its base 58
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            int carry = ALPHABET.indexOf(text.charAt(i));
            if (carry < 0) {
                throw new IllegalArgumentException(
                        "character " + (i + 1) + ", '" + text.charAt(i) + "', does not occur in base58");
            }
            int digits = 0;
            for (int at = number.length - 1; carry != 0 || digits < used; at--) {
                carry += 58 * (number[at] & 0xff);
                number[at] = (byte) carry;
                carry >>>= 8;
                digits++;
            }
            used = digits;
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        byte[] out = new byte[zeros + used];
        System.arraycopy(number, number.length - used, out, zeros, used);
        return out;
    }
}
