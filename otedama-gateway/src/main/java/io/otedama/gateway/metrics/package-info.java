/**
 * A pool's numbers for monitoring systems, over Micrometer. Needs no HTTP server: whoever serves it asks for the text.
 *
 * <pre>
 *   pool --dotted name--> MicrometerMetrics --MetricNaming: family + one label--> any MeterRegistry
 *
 *   PrometheusExposition = a Prometheus registry + MicrometerMetrics + the JVM's own meters + HealthMeters
 *                          scrape() --text--> /metrics
 * </pre>
 *
 * <p>Nothing here has a series per worker, address or job: labels are verdicts, protocols, classes of firmware, components.
 */
@NullMarked
package io.otedama.gateway.metrics;

import org.jspecify.annotations.NullMarked;
