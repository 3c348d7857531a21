package io.otedama.chain;

/**
 * One transaction of a block template, in the template's order (which is never changed).
 *
 * @param data full serialisation including witness; shared, never modified
 * @param txid leaf of the header's merkle tree
 * @param wtxid leaf of the witness merkle tree ({@code hash} in {@code getblocktemplate}); equals txid without witness
 * @param fee base units
 * @param weight weight units
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are shared on purpose and compared by txid, never by content
public record TemplateTransaction(byte[] data, Hash256 txid, Hash256 wtxid, long fee, long weight) {
    /** True when the transaction's serialisation carries witness bytes. */
    public boolean hasWitness() {
        return !txid.equals(wtxid);
    }
}
