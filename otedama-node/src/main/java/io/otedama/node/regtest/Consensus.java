package io.otedama.node.regtest;

import io.otedama.chain.Amount;
import io.otedama.chain.Network;
import io.otedama.chain.Target;

/**
 * The numbers of one chain.
 *
 * @param bits what every block after the genesis must carry
 * @param coinbaseMaturity blocks from a coinbase to the first that may spend it
 */
record Consensus(Network network, int bits, int coinbaseMaturity) {
    static final int MAX_BLOCK_WEIGHT = 4_000_000;
    static final int MAX_SIGOP_COST = 80_000;
    static final int MEDIAN_BLOCKS = 11;
    static final long MAX_FUTURE_SECONDS = 7_200;

    /** Bits of every regtest genesis block, and the easiest there are. */
    static final int LIMIT_BITS = 0x207fffff;

    static final Target LIMIT = Target.ofCompact(LIMIT_BITS);

    private static final long INITIAL_SUBSIDY = 50 * Amount.UNITS_PER_COIN;
    private static final long BITCOIN_COINS = 21_000_000;
    private static final long LITECOIN_COINS = 84_000_000;

    boolean isLitecoin() {
        return network.equals(Network.LITECOIN_REGTEST);
    }

    long subsidy(int height) {
        int halvings = height / network.subsidyHalvingInterval();
        return halvings >= Long.SIZE ? 0 : INITIAL_SUBSIDY >> halvings;
    }

    long maxMoney() {
        return (isLitecoin() ? LITECOIN_COINS : BITCOIN_COINS) * Amount.UNITS_PER_COIN;
    }

    /** Whether a block of this height may spend the coin. */
    boolean isMature(Coin coin, int spendHeight) {
        return !coin.coinbase() || spendHeight - coin.height() >= coinbaseMaturity;
    }

    boolean isMoney(long value) {
        return value >= 0 && value <= maxMoney();
    }
}
