package io.otedama.bench.load;

import org.HdrHistogram.Histogram;

/** What one event loop counted during one phase. Used by one thread at a time. */
public final class Tally {
    /** Error codes from here on are counted as this one. */
    static final int OTHER_CODES = 63;

    private static final long MAX_LATENCY_NS = 120_000_000_000L;
    private static final int DIGITS = 3;

    final Histogram latency = new Histogram(1_000, MAX_LATENCY_NS, DIGITS);
    final Histogram service = new Histogram(1_000, MAX_LATENCY_NS, DIGITS);
    final long[] answered = new long[OTHER_CODES + 1];
    long submitted;
    long unexpected;
    long lost;
    long disconnects;
    String example = "";

    /**
     * @param code 0: accepted
     * @param dueNs since when the share should have been on its way
     * @param sentNs since when it was
     */
    void answered(ShareKind kind, int code, long dueNs, long sentNs, long nowNs) {
        answered[code >= 0 && code < OTHER_CODES ? code : OTHER_CODES]++;
        if ((kind == ShareKind.GOOD) != (code == 0)) {
            unexpected++;
        }
        latency.recordValue(bounded(nowNs - dueNs));
        service.recordValue(bounded(nowNs - sentNs));
    }

    /** Remembers one answer that was not what the kind of share called for, for people. */
    void note(ShareKind kind, int code, String message) {
        if (example.isEmpty()) {
            example = kind + " was answered " + (code == 0 ? "yes" : code + " " + message);
        }
    }

    private static long bounded(long ns) {
        return Math.max(0, Math.min(MAX_LATENCY_NS, ns));
    }

    void add(Tally other) {
        latency.add(other.latency);
        service.add(other.service);
        submitted += other.submitted;
        for (int i = 0; i < answered.length; i++) {
            answered[i] += other.answered[i];
        }
        unexpected += other.unexpected;
        lost += other.lost;
        disconnects += other.disconnects;
        example = example.isEmpty() ? other.example : example;
    }

    long accepted() {
        return answered[0];
    }
}
