package io.otedama.spi;

import io.otedama.spi.CoinbaseSplitSource.CoinbaseSplit;

/** The source that a pool has unless told otherwise. */
class PoolOnlySplitTest extends CoinbaseSplitSourceContract {
    @Override
    protected CoinbaseSplitSource source() {
        return (value, clientClass, budgetBytes) -> CoinbaseSplit.POOL_ONLY;
    }
}
