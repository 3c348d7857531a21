package io.otedama.node.regtest;

import org.jspecify.annotations.Nullable;

/** Answers whether an output exists and is unspent. */
@FunctionalInterface
interface CoinView {
    /** The coin, or null when it does not exist or is spent. */
    @Nullable
    Coin find(OutPoint outPoint);
}
