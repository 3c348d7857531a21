package io.otedama.stratum.v1;

/**
 * The parameters of one {@code mining.submit} as places in a byte array: worker, job id, extranonce2, ntime, nonce and
 * perhaps version bits. Reused; one per event loop.
 */
final class SubmitFields {
    static final int WORKER = 0;
    static final int JOB = 1;
    static final int EXTRANONCE2 = 2;
    static final int NTIME = 3;
    static final int NONCE = 4;
    static final int VERSION = 5;

    static final int MIN = 5;
    static final int MAX = 6;

    byte[] bytes = new byte[0];
    final int[] from = new int[MAX];
    final int[] to = new int[MAX];
    int count;

    void clear(byte[] source) {
        bytes = source;
        count = 0;
    }

    void add(int start, int end) {
        from[count] = start;
        to[count] = end;
        count++;
    }

    int length(int field) {
        return to[field] - from[field];
    }
}
