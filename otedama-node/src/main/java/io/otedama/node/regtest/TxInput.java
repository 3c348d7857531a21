package io.otedama.node.regtest;

import java.util.List;

/**
 * One input. The arrays are shared and not to be modified.
 *
 * @param script scriptSig
 * @param sequence unsigned 32 bit
 * @param witness stack, first item at the bottom; empty without witness
 */
@SuppressWarnings("ArrayRecordComponent") // inputs are never compared
public record TxInput(OutPoint previous, byte[] script, int sequence, List<byte[]> witness) {
    /** Sequence that makes an input final. */
    public static final int FINAL_SEQUENCE = -1;

    public TxInput {
        witness = List.copyOf(witness);
    }

    TxInput withWitness(List<byte[]> stack) {
        return new TxInput(previous, script, sequence, stack);
    }
}
