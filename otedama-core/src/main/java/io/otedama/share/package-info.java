/**
 * The rules of a share, pure: no clock, no I/O, no allocation. Rank 4: sees {@code job} and below.
 *
 * <pre>
 *   ShareCandidate  what a miner claims, with the job, target and extranonce that it is judged by (mutable, reused)
 *        |
 *   ShareValidator  coinbase -> merkle root -> header -> proof of work -> ShareVerdict  (one per thread)
 *        |               \-- hash meets the network target: a block, whatever the verdict
 *   DuplicateFilter  header hash seen before? one bounded set per previous block (pipeline thread only)
 * </pre>
 */
@NullMarked
package io.otedama.share;

import org.jspecify.annotations.NullMarked;
