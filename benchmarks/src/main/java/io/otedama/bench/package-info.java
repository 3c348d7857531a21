/**
 * The command line of the benchmarks: one jar, one command per way of measuring.
 *
 * <pre>
 *   otedama-bench.jar jmh        the pieces, each beside a baseline; suites lie in the packages of what they measure
 *   otedama-bench.jar load       miners against any Stratum V1 server
 *   otedama-bench.jar curve      the same at rising rates, as a picture
 *   otedama-bench.jar mock-node  work for the servers
 *   otedama-bench.jar bare       the floor that they are measured against
 * </pre>
 */
@NullMarked
package io.otedama.bench;

import org.jspecify.annotations.NullMarked;
