package io.otedama.bench.bare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads {@code mining.submit} written in one fixed way; whatever differs by a byte is not understood here. One per event
 * loop; allocates nothing.
 *
 * <pre>
 *   {"id":N,"method":"mining.submit","params":["worker","job, 8 hex","extranonce2","time, 8 hex","nonce, 8 hex"]}
 *                                                                                 optional: ,"bits, 8 hex"
 * </pre>
 */
final class SubmitScanner {
    private static final byte[] HEAD = ascii("{\"id\":");
    private static final byte[] METHOD = ascii(",\"method\":\"mining.submit\",\"params\":[\"");
    private static final byte[] BETWEEN = ascii("\",\"");
    private static final byte[] TAIL = ascii("\"]}\n");
    private static final int MAX_ID_DIGITS = 18;
    private static final byte[] NIBBLES = nibbles();

    int idStart;
    int idEnd;
    int job;
    int time;
    int nonce;
    int versionBits;
    boolean hasVersionBits;

    private final int extranonce2Bytes;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int numberSeen;

    SubmitScanner(int extranonce2Bytes) {
        this.extranonce2Bytes = extranonce2Bytes;
    }

    /**
     * @param to first byte that is not there any more
     * @param coinbase extranonce2 is written into it at {@code offset}
     * @return where the next line begins, -1 when this is no such line, or not a whole one
     */
    int scan(byte[] in, int from, int to, byte[] coinbase, int offset) {
        bytes = in;
        at = from;
        end = to;
        if (!take(HEAD) || !id() || !take(METHOD) || !worker() || !take(BETWEEN)) {
            return -1;
        }
        if (!isNumber()) {
            return -1;
        }
        job = numberSeen;
        if (!take(BETWEEN) || !extranonce2(coinbase, offset) || !take(BETWEEN)) {
            return -1;
        }
        return numbers() && take(TAIL) ? at : -1;
    }

    private boolean numbers() {
        if (!isNumber()) {
            return false;
        }
        time = numberSeen;
        if (!take(BETWEEN) || !isNumber()) {
            return false;
        }
        nonce = numberSeen;
        hasVersionBits = at + 1 < end && bytes[at + 1] == BETWEEN[1];
        if (hasVersionBits) {
            if (!take(BETWEEN) || !isNumber()) {
                return false;
            }
            versionBits = numberSeen;
        }
        return true;
    }

    private boolean take(byte[] word) {
        int length = word.length;
        if (end - at < length || !Arrays.equals(bytes, at, at + length, word, 0, length)) {
            return false;
        }
        at += length;
        return true;
    }

    private boolean id() {
        idStart = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        idEnd = at;
        return idEnd > idStart && idEnd - idStart <= MAX_ID_DIGITS;
    }

    private boolean worker() {
        while (at < end && bytes[at] != '"') {
            if (bytes[at] == '\\' || bytes[at] == '\n') {
                return false;
            }
            at++;
        }
        return at < end;
    }

    /** Eight hex digits. */
    private boolean isNumber() {
        if (end - at < 8) {
            return false;
        }
        int value = 0;
        int bad = 0;
        for (int i = 0; i < 8; i++) {
            int nibble = NIBBLES[bytes[at + i] & 0xff];
            bad |= nibble;
            value = value << 4 | nibble;
        }
        at += 8;
        numberSeen = value;
        return bad >= 0;
    }

    private boolean extranonce2(byte[] coinbase, int offset) {
        int digits = 2 * extranonce2Bytes;
        if (end - at < digits) {
            return false;
        }
        int bad = 0;
        for (int i = 0; i < extranonce2Bytes; i++) {
            int high = NIBBLES[bytes[at + 2 * i] & 0xff];
            int low = NIBBLES[bytes[at + 2 * i + 1] & 0xff];
            bad |= high | low;
            coinbase[offset + i] = (byte) (high << 4 | low);
        }
        at += digits;
        return bad >= 0;
    }

    private static byte[] nibbles() {
        byte[] table = new byte[256];
        for (int c = 0; c < table.length; c++) {
            table[c] = (byte) Character.digit(c, 16);
        }
        return table;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
