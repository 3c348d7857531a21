package io.otedama.stratum.template;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.message.template.SetNewPrevHash;

/**
 * What SetNewPrevHash says: the block to build on.
 *
 * @param headerTimestamp to start from, seconds since 1970
 * @param receivedNs when, on the pool's monotonic clock
 */
record ChainTip(Hash256 prevHash, long headerTimestamp, int bits, long receivedNs) {
    /** @throws RefusedTemplateException when nBits is no target, or not the one beside it */
    static ChainTip read(SetNewPrevHash message, long nowNs) throws RefusedTemplateException {
        int bits = (int) message.nBits();
        try {
            if (!Target.ofCompact(bits).equals(message.target())) {
                throw new RefusedTemplateException(
                        "SetNewPrevHash: target is not what nBits " + Integer.toHexString(bits) + " means");
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedTemplateException("SetNewPrevHash.nBits: " + e.getMessage(), e);
        }
        return new ChainTip(message.prevHash(), message.headerTimestamp(), bits, nowNs);
    }
}
