/**
 * The command line of the benchmarks: one jar, one command per way of measuring.
 *
 * <pre>
 *   otedama-bench.jar jmh        the pieces, each beside a baseline; suites lie in the packages of what they measure
 *   otedama-bench.jar load       miners against any Stratum V1 server
 *   otedama-bench.jar curve      the same at rising rates, as a picture
 *   otedama-bench.jar mock-node  work from a scripted coin daemon, the same for every pool
 *   otedama-bench.jar bare       the floor: a Netty loop that checks shares and does nothing else
 *   otedama-bench.jar block, sessions, restart, allocation      whole pools in one process
 *   otedama-bench.jar summary    what all results of a directory say
 * </pre>
 */
@NullMarked
package io.otedama.bench;

import org.jspecify.annotations.NullMarked;
