package io.otedama.bench.load;

import java.util.stream.LongStream;
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
    long unasked;
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

    /** Adds what another counted. */
    public void add(Tally other) {
        latency.add(other.latency);
        service.add(other.service);
        submitted += other.submitted;
        for (int i = 0; i < answered.length; i++) {
            answered[i] += other.answered[i];
        }
        unexpected += other.unexpected;
        lost += other.lost;
        unasked += other.unasked;
        disconnects += other.disconnects;
        example = example.isEmpty() ? other.example : example;
    }

    /** Shares that were accepted. */
    public long accepted() {
        return answered[0];
    }

    /** Submits of every kind. */
    public long submitted() {
        return submitted;
    }

    /** Answers of every kind, one for each submit. */
    public long answers() {
        return LongStream.of(answered).sum();
    }

    /** Answers to what was not asked, or had been answered. */
    public long unasked() {
        return unasked;
    }

    /** Answers that were not what the share called for. */
    public long unexpected() {
        return unexpected;
    }

    /** One of them, for people; empty when there was none. */
    public String example() {
        return example;
    }

    /** Submits whose connection ended before they were answered. */
    public long lost() {
        return lost;
    }

    /** Connections that the server ended. */
    public long disconnects() {
        return disconnects;
    }

    /** Nanoseconds from the time that a share was due to its answer. */
    public Histogram latency() {
        return latency;
    }
}
