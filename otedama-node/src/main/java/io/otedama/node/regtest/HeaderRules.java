package io.otedama.node.regtest;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;

/** What a header must be, alone and on its parent. Guarded by the chain's lock: one hasher. */
final class HeaderRules {
    private static final int MIN_VERSION = 4;

    private final Consensus consensus;
    private final PowHasher hasher;

    HeaderRules(Consensus consensus, PowHasher hasher) {
        this.consensus = consensus;
        this.hasher = hasher;
    }

    /** The header alone: enough work for the bits it claims. */
    void checkWork(BlockHeader header) throws RejectedException {
        Target target;
        try {
            target = Target.ofCompact(header.bits());
        } catch (IllegalArgumentException e) {
            throw RejectedException.invalid("high-hash");
        }
        byte[] hash = new byte[Hash256.BYTES];
        hasher.hash(header.toBytes(), 0, hash, 0);
        if (target.compareTo(Consensus.LIMIT) > 0 || !target.isMetBy(hash, 0)) {
            throw RejectedException.invalid("high-hash");
        }
    }

    /** The header as child of {@code parent}, at {@code nowSeconds}. */
    void checkOnParent(BlockHeader header, ChainEntry parent, long nowSeconds) throws RejectedException {
        if (header.bits() != consensus.bits()) {
            throw RejectedException.invalid("bad-diffbits");
        }
        long time = Integer.toUnsignedLong(header.time());
        if (time <= parent.medianTimePast()) {
            throw RejectedException.invalid("time-too-old");
        }
        if (time > nowSeconds + Consensus.MAX_FUTURE_SECONDS) {
            throw RejectedException.invalid("time-too-new");
        }
        if (header.version() < MIN_VERSION) {
            throw RejectedException.invalid("bad-version(0x" + Hex.encode8(header.version()) + ")");
        }
    }
}
