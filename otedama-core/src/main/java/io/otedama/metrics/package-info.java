/**
 * Numbers about a running pool. Rank 3: sees {@code chain}, {@code spi}, {@code error} and {@code internal} only.
 *
 * <pre>
 *   any thread --- Counter.add ----------> LongAdder --------.
 *   any thread --- LatencyRecorder ------> LatencyHistogram --+--> InMemoryMetrics.snapshot() -> MetricsSnapshot
 *   who looks  <-- Gauge ---------------- GaugeSum -----------'       (any thread, allocates; nobody waits)
 *                          TeeMetrics: the same into the host's sink
 *
 *   pipeline, job and block threads ----> JFR events of this package, off unless a recording asks for them
 *
 *   one writer --- add(time, work) ------> HashrateEstimate -----> hashesPerSecond(window, time), any thread
 *                                            1 min  5 min  1 h  24 h
 * </pre>
 *
 * <p>Updating never blocks and never allocates. Nothing here reads a clock. Floating point appears in hashrates and
 * nowhere else; it is for people to look at, never for money.
 */
@NullMarked
package io.otedama.metrics;

import org.jspecify.annotations.NullMarked;
