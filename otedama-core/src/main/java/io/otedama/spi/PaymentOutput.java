package io.otedama.spi;

import io.otedama.chain.Hex;
import java.util.Arrays;

/**
 * One payment: an output script and what it gets. Equal by content.
 *
 * @param script scriptPubKey, for example of {@code Address.parse(text, network).script()}; shared, not to be modified
 * @param amount base units, positive
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, see below
public record PaymentOutput(byte[] script, long amount) {
    public PaymentOutput {
        if (script.length == 0) {
            throw new IllegalArgumentException("a payment needs an output script");
        }
        if (amount <= 0) {
            throw new IllegalArgumentException("a payment must be positive, found " + amount);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentOutput that && amount == that.amount && Arrays.equals(script, that.script);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(script) + Long.hashCode(amount);
    }

    @Override
    public String toString() {
        return amount + " to " + Hex.encode(script);
    }
}
