package io.otedama.node.regtest;

import io.otedama.chain.Hash256;

/**
 * One output of one transaction: what an input spends.
 *
 * @param index place of the output, unsigned 32 bit
 */
public record OutPoint(Hash256 txid, int index) {
    /** What the only input of a coinbase names. */
    public static final OutPoint NONE = new OutPoint(Hash256.ZERO, -1);

    @Override
    public String toString() {
        return txid + ":" + Integer.toUnsignedString(index);
    }
}
