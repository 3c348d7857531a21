package io.otedama.spi;

import io.otedama.chain.Hash256;

/**
 * One output of one transaction: a coin, and what an input spends.
 *
 * @param index place among the outputs, unsigned 32 bit
 */
public record TxOutPoint(Hash256 txid, int index) {
    /** {@code txid:index}, as every Bitcoin tool writes it. */
    @Override
    public String toString() {
        return txid + ":" + Integer.toUnsignedString(index);
    }
}
