/**
 * Values of a Bitcoin-family chain. Rank 1: sees {@code error} and {@code internal} only. Immutable, no clock, no I/O.
 *
 * <pre>
 *   bytes     Hex, CompactSize, Sha256d, Hash256 (internal order inside, display order outside)
 *   numbers   Target (256 bit) - compact bits, Difficulty (exact decimal), Work (128 bit), Amount (base units)
 *             ShareTarget = difficulty sent to the miner + the target it means + the work it is worth
 *   blocks    BlockHeader (80 bytes), BlockTemplate, TemplateTransaction, MerkleTree
 *   networks  Network (versions, prefixes, genesis), Address -> output script
 * </pre>
 *
 * <p>No number here is ever floating point.
 */
@NullMarked
package io.otedama.chain;

import org.jspecify.annotations.NullMarked;
