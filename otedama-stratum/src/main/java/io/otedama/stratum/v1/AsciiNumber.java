package io.otedama.stratum.v1;

/** Numbers as ASCII bytes, without allocating. */
final class AsciiNumber {
    private AsciiNumber() {}

    /**
     * Writes a decimal number.
     *
     * @param value greater than {@code Long.MIN_VALUE}
     * @return the position after it
     */
    static int write(long value, byte[] target, int at) {
        int start = at;
        long rest = value;
        if (rest < 0) {
            target[start++] = '-';
            rest = -rest;
        }
        int digits = digits(rest);
        for (int i = start + digits - 1; i >= start; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return start + digits;
    }

    /** Value of a hex digit in either case, -1 when it is none. */
    static int hexDigit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
