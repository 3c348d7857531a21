package io.otedama.node.regtest;

/**
 * One output. The array is shared and not to be modified.
 *
 * @param value base units
 * @param script scriptPubKey
 */
@SuppressWarnings("ArrayRecordComponent") // outputs are never compared
public record TxOutput(long value, byte[] script) {}
