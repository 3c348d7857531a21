package io.otedama.stratum.v1;

/**
 * Recognises a {@code mining.submit} line in the shapes that miners send and finds its parts without allocating: keys in
 * any order, any white space, an id that is an integer or a string. It is deliberately narrower than JSON: whatever it
 * does not know (escapes, other types, repeated keys, more parameters, another method) it leaves to {@link
 * V1RequestParser}, and what it accepts the parser accepts with the same result. One per event loop.
 */
final class SubmitScanner {
    private static final byte[] SUBMIT = Ascii.bytes("mining.submit");
    private static final byte[] ID = Ascii.bytes("id");
    private static final byte[] METHOD = Ascii.bytes("method");
    private static final byte[] PARAMS = Ascii.bytes("params");
    private static final byte[] NULL = Ascii.bytes("null");

    private static final int SEEN_ID = 1;
    private static final int SEEN_METHOD = 2;
    private static final int SEEN_PARAMS = 4;

    private final int maxIdBytes;
    private byte[] line = new byte[0];
    private int length;
    private int at;
    private int seen;

    SubmitScanner(int maxIdBytes) {
        this.maxIdBytes = maxIdBytes;
    }

    /**
     * @return true when the line is a submit and {@code id} and {@code fields} say where its parts are; false leaves them
     *     undefined and the line to the general parser
     */
    boolean scan(byte[] bytes, int size, RequestId id, SubmitFields fields) {
        line = bytes;
        length = size;
        at = 0;
        seen = 0;
        id.clear();
        fields.clear(bytes);
        if (!take('{')) {
            return false;
        }
        do {
            if (!member(id, fields)) {
                return false;
            }
        } while (take(','));
        if (!take('}')) {
            return false;
        }
        skipSpace();
        return at == length && (seen & (SEEN_METHOD | SEEN_PARAMS)) == (SEEN_METHOD | SEEN_PARAMS);
    }

    private boolean member(RequestId id, SubmitFields fields) {
        int key = string();
        int keyEnd = at - 1;
        if (key < 0 || !take(':')) {
            return false;
        }
        if (is(key, keyEnd, PARAMS)) {
            return once(SEEN_PARAMS) && params(fields);
        }
        if (is(key, keyEnd, ID)) {
            return once(SEEN_ID) && id(id);
        }
        int value = string();
        if (is(key, keyEnd, METHOD)) {
            return once(SEEN_METHOD) && value >= 0 && is(value, at - 1, SUBMIT);
        }
        return value >= 0;
    }

    private boolean once(int bit) {
        boolean first = (seen & bit) == 0;
        seen |= bit;
        return first;
    }

    private boolean params(SubmitFields fields) {
        if (!take('[')) {
            return false;
        }
        do {
            int start = string();
            if (start < 0 || fields.count == SubmitFields.MAX) {
                return false;
            }
            fields.add(start, at - 1);
        } while (take(','));
        return take(']') && fields.count >= SubmitFields.MIN;
    }

    private boolean id(RequestId id) {
        skipSpace();
        int start = at;
        if (at < length && line[at] == '"') {
            if (string() < 0) {
                return false;
            }
        } else if (at < length && line[at] == 'n') {
            at = Math.min(length, at + NULL.length);
            return is(start, at, NULL);
        } else if (!integer()) {
            return false;
        }
        if (at - start > maxIdBytes) {
            return false;
        }
        id.set(line, start, at);
        return true;
    }

    private boolean integer() {
        int start = at;
        if (at < length && line[at] == '-') {
            at++;
        }
        int first = at;
        while (at < length && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        boolean ended = at < length && (line[at] == ',' || line[at] == '}' || line[at] == ' ' || line[at] == '\t');
        boolean leadingZero = at - first > 1 && line[first] == '0';
        return ended && at > first && !leadingZero && at - start <= RequestId.MAX_PLAIN_DIGITS + 1;
    }

    /**
     * A string of printable ASCII without escapes.
     *
     * @return where its text starts, -1 when there is none; afterwards {@code at} is behind the closing quote
     */
    private int string() {
        if (!take('"')) {
            return -1;
        }
        int start = at;
        while (at < length) {
            byte c = line[at++];
            if (c == '"') {
                return start;
            }
            if (c < ' ' || c == '\\') {
                return -1;
            }
        }
        return -1;
    }

    private boolean take(char expected) {
        skipSpace();
        if (at < length && line[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < length && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
    }

    private boolean is(int start, int end, byte[] word) {
        if (end - start != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (line[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
