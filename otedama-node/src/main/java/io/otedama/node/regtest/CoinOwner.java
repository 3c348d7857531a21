package io.otedama.node.regtest;

/** Whose coin an output is. */
enum CoinOwner {
    /** The source of the synthetic transactions. */
    FAUCET,
    /** The wallet behind the wallet calls. */
    WALLET,
    /** Everybody else: this chain knows how to pay them, not how they spend. */
    STRANGER
}
