package io.otedama.node.wallet;

import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.spi.TxOutPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses coins, the greatest first, so that a payment has few inputs and its fee is small. We choose and not the daemon,
 * because Litecoin Core would take coins from its extension block, which make a transaction that cannot be known by its
 * bytes alone. Used for one payment.
 */
final class CoinSelection {
    /** More inputs would not fit a standard transaction beside its outputs. */
    static final int MAX_INPUTS = 1_000;

    /** More than an input takes, whatever the usual kind of address. */
    private static final int INPUT_BYTES = 150;

    private final List<UnspentCoin> left;
    private final List<UnspentCoin> chosen = new ArrayList<>();
    private long value;

    CoinSelection(List<UnspentCoin> coins) {
        left = new ArrayList<>(coins);
        left.sort(Comparator.comparingLong(UnspentCoin::amount)
                .reversed()
                .thenComparing(coin -> coin.outPoint().txid())
                .thenComparingInt(coin -> coin.outPoint().index()));
    }

    /**
     * Takes coins until they suffice for an amount and, at the rate, for the inputs themselves; or all there are.
     *
     * @param unitsPerKilobyte 0 when the inputs pay no fee
     */
    void cover(long amount, long unitsPerKilobyte) {
        while (!left.isEmpty() && value < amount + chosen.size() * (INPUT_BYTES * unitsPerKilobyte / 1_000)) {
            takeOne();
        }
        if (chosen.isEmpty()) {
            takeOne();
        }
    }

    /**
     * Takes another coin.
     *
     * @throws WalletException when there is none
     */
    void takeOne() {
        if (left.isEmpty()) {
            throw new WalletException(
                    Reason.INSUFFICIENT_FUNDS,
                    "the wallet's confirmed and unlocked coins of " + value + " do not suffice for the payment");
        }
        if (chosen.size() == MAX_INPUTS) {
            throw new WalletException(
                    Reason.REFUSED,
                    "the payment needs more than " + MAX_INPUTS
                            + " coins of the wallet; join some of them first, or pay less at a time");
        }
        UnspentCoin coin = left.remove(0);
        chosen.add(coin);
        value = Math.addExact(value, coin.amount());
    }

    List<TxOutPoint> inputs() {
        return chosen.stream().map(UnspentCoin::outPoint).toList();
    }

    /** Base units. */
    long value() {
        return value;
    }
}
