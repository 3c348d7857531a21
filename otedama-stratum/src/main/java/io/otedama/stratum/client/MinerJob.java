package io.otedama.stratum.client;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job of any protocol, as a thread that hashes needs it; a {@link WorkUnit} makes headers of it. Immutable, safe on
 * every thread. Integers that are unsigned on the wire are {@code int}s with the same 32 bits.
 */
public interface MinerJob {
    /** Number of the connection it came over; shares for it can be submitted over that one only. */
    long connection();

    Hash256 previousBlock();

    /** The block version before any bit is rolled. */
    int version();

    /** Bits of the version that may be rolled; 0 when none. */
    int versionMask();

    /** Compact network target. */
    int bits();

    /** Seconds since 1970, unsigned 32 bit, as the server proposed it. */
    int time();

    /** What the hash of a share must meet. */
    Target target();

    /** A hash that meets it is a block. */
    Target networkTarget();

    /** Root of the merkle tree where the miner has no say in it; null when it follows from the coinbase. */
    @Nullable
    Hash256 merkleRoot();

    /** Bytes of the coinbase that the miner chooses; 0 when there are none. */
    int extranonceSize();

    /** A coinbase without witness whose chosen bytes are zero; a fresh array, empty when the root is fixed. */
    byte[] coinbaseFrame();

    /** Where in it the chosen bytes stand. */
    int extranonceOffset();

    /** Merkle nodes beside the coinbase, from the leaves up. */
    List<Hash256> merkleBranch();

    /** The version of a header that carries {@code versionBits}; bits outside the mask are ignored. */
    default int rolledVersion(int versionBits) {
        return (version() & ~versionMask()) | (versionBits & versionMask());
    }

    /** How many different extranonces there are; {@link Long#MAX_VALUE} when that does not fit. */
    default long extranonceCount() {
        return extranonceSize() >= 8 ? Long.MAX_VALUE : 1L << (8 * extranonceSize());
    }
}
