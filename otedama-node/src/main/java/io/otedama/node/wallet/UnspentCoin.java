package io.otedama.node.wallet;

import io.otedama.spi.TxOutPoint;

/**
 * A coin of the wallet that can be spent now.
 *
 * @param amount base units
 */
record UnspentCoin(TxOutPoint outPoint, long amount) {}
