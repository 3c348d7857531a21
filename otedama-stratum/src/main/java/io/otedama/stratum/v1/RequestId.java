package io.otedama.stratum.v1;

/**
 * Where a request's id is in its line, and its value when it is a plain integer. Reused; one per event loop.
 *
 * <p>Plain: an integer of at most {@value #MAX_PLAIN_DIGITS} digits that reads back exactly as it was written. Everything
 * else that may be an id (strings, fractions, larger numbers) is odd: it is echoed byte by byte.
 */
final class RequestId {
    static final int MAX_PLAIN_DIGITS = 18;

    /** What kind of id the request has. */
    enum Kind {
        /** None, or null: a notification that wants no answer. */
        NONE,
        PLAIN,
        ODD
    }

    Kind kind = Kind.NONE;
    long value;
    int from;
    int to;

    void clear() {
        kind = Kind.NONE;
        value = 0;
        from = 0;
        to = 0;
    }

    /** Takes the id at [from, to) of the line, which is a JSON number or string. */
    void set(byte[] line, int start, int end) {
        from = start;
        to = end;
        kind = isPlain(line) ? Kind.PLAIN : Kind.ODD;
    }

    private boolean isPlain(byte[] line) {
        boolean negative = line[from] == '-';
        int first = negative ? from + 1 : from;
        int digits = to - first;
        if (digits < 1 || digits > MAX_PLAIN_DIGITS || (line[first] == '0' && (digits > 1 || negative))) {
            return false;
        }
        long v = 0;
        for (int i = first; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            v = v * 10 + digit;
        }
        value = negative ? -v : v;
        return true;
    }
}
