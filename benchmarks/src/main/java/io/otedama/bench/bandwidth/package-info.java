/**
 * How many bytes a miner's line carries, measured at a TCP relay between miner and pool.
 *
 * <pre>
 *   miner (V1 | V2 standard | V2 extended | V1 behind the edge proxy) -- CountingRelay -- pool -- MockNode
 *
 *   an idle and a mining connection of each kind, at the same time:
 *     bytes per job   = what came down the idle one / its jobs
 *     bytes per share = what went up the mining one, and what came down beyond its jobs, / its shares
 * </pre>
 */
@NullMarked
package io.otedama.bench.bandwidth;

import org.jspecify.annotations.NullMarked;
