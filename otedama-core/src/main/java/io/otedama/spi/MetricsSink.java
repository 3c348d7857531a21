package io.otedama.spi;

import java.util.function.DoubleSupplier;

/**
 * Where numbers go. Instruments are made once at start; updating one never blocks and never allocates, on any thread.
 * Names are lower case with dots, units are part of the call, so that adapters can follow their system's conventions. A name
 * is fixed in code: it never holds what a client sent.
 */
public interface MetricsSink {
    /** A count that only grows. The same name gives the same counter. */
    Counter counter(String name, String description);

    /** A distribution of durations in nanoseconds. The same name gives the same recorder. */
    LatencyRecorder latency(String name, String description);

    /**
     * A number that goes up and down, asked for when somebody looks. Several under one name add up: two front ends count the
     * connections of one pool.
     *
     * @param value called on any thread, at any time until the gauge is closed; does not block. What it throws counts as no value
     * @return ends it; a pool that is gone must not be asked, nor kept in memory, by a sink that lives on
     */
    Gauge gauge(String name, String description, DoubleSupplier value);

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

    /** A number that is being shown. */
    interface Gauge extends AutoCloseable {
        /** Shows it no longer. Harmless when called again. */
        @Override
        void close();
    }
}
