package io.otedama.job;

import org.jspecify.annotations.Nullable;

/**
 * What all coinbases of a job have in common. Immutable.
 *
 * @param prefix version, input and script up to the extranonce
 * @param extranonceBytes both extranonces together
 * @param scriptTail rest of the script, behind the extranonce
 * @param value base units to pay out
 * @param lockTime height - 1
 * @param commitment script of the last output, null when there is no witness
 */
@SuppressWarnings("ArrayRecordComponent") // shared by the job's plans; never compared
record CoinbaseFrame(
        byte[] prefix, int extranonceBytes, byte[] scriptTail, long value, int lockTime, byte @Nullable [] commitment) {
    static final int SEQUENCE = 0xfffffffe;

    /** Longest count of outputs: no client class has room for 65,536 of them. */
    private static final int MAX_COUNT_BYTES = 3;

    /** Bytes of a whole coinbase without witness but for the outputs that pay; at most. */
    int fixedBytes() {
        int ends = prefix.length + extranonceBytes + scriptTail.length + 4 + MAX_COUNT_BYTES + 4;
        return ends + (commitment == null ? 0 : CoinbaseBytes.outputSize(commitment));
    }
}
