package io.otedama.node.regtest;

/**
 * An unspent output. The array is shared and not to be modified.
 *
 * @param height of the block that made it
 * @param coinbase true when it must mature first
 */
@SuppressWarnings("ArrayRecordComponent") // coins are never compared
record Coin(long value, byte[] script, int height, boolean coinbase) {}
