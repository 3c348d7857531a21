/**
 * The command line of the benchmarks: one jar, one command per way of measuring.
 *
 * <pre>
 *   otedama-bench.jar jmh        the pieces, each beside a baseline; suites lie in the packages of what they measure
 * </pre>
 */
@NullMarked
package io.otedama.bench;

import org.jspecify.annotations.NullMarked;
