/**
 * Proof-of-work algorithms as strategies, found by name.
 *
 * <p>Rank 2: sees {@code chain} and below. {@link io.otedama.pow.ProofOfWork} describes an algorithm and is shared by all
 * threads; {@link io.otedama.pow.PowHasher} does the hashing, allocates nothing per hash, and belongs to one thread.
 * Third parties add algorithms through {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.otedama.pow;

import org.jspecify.annotations.NullMarked;
