package io.otedama.spi;

/**
 * Where numbers go. Instruments are made once at start; updating one never blocks and never allocates, on any thread.
 * Names are lower case with dots, units are part of the call, so that adapters can follow their system's conventions.
 */
public interface MetricsSink {
    /** A count that only grows. The same name gives the same counter. */
    Counter counter(String name, String description);

    /** A distribution of durations in nanoseconds. The same name gives the same recorder. */
    LatencyRecorder latency(String name, String description);

    /** Counts events. */
    interface Counter {
        void add(long amount);

        default void increment() {
            add(1);
        }
    }

    /** Records durations. */
    interface LatencyRecorder {
        /**
         * @param nanos duration; negative values (a clock that stepped) count as 0
         */
        void record(long nanos);
    }
}
