package io.otedama.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What one phase of a run measured.
 *
 * @param seconds how long it took
 * @param serverCpuNs processor time of the server; -1 when its processes are not known
 * @param generatorCpuNs of this process
 */
public record Measurement(Pace pace, double seconds, Tally tally, long serverCpuNs, long generatorCpuNs) {
    /** Shares that the server accepted. */
    public long accepted() {
        return tally.accepted();
    }

    /** Submits of every kind. */
    public long submitted() {
        return tally.submitted;
    }

    /** Accepted per second. */
    public double acceptedPerSecond() {
        return accepted() / seconds;
    }

    /** Nanoseconds from the time that a share was due to its answer; in a saturating phase every share is due when it is sent. */
    public Histogram latency() {
        return tally.latency;
    }

    /** One answer that was not what its share called for, for people; empty when there was none. */
    public String unexpected() {
        return tally.example;
    }

    /** Microseconds of the server's processors per accepted share; NaN when unknown. */
    public double serverMicrosPerShare() {
        return serverCpuNs < 0 || accepted() == 0 ? Double.NaN : serverCpuNs / 1e3 / accepted();
    }

    /** Processors that this process kept busy. */
    public double generatorCores() {
        return generatorCpuNs / 1e9 / seconds;
    }

    /** Processors that the server kept busy; NaN when unknown. */
    public double serverCores() {
        return serverCpuNs < 0 ? Double.NaN : serverCpuNs / 1e9 / seconds;
    }
}
