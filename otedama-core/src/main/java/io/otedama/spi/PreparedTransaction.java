package io.otedama.spi;

import io.otedama.chain.Hash256;
import java.util.List;

/**
 * A complete, signed transaction that has not been sent. Write {@code raw}, {@code txid} and {@code inputs} down durably
 * before {@link Wallet#broadcast}.
 *
 * @param raw full serialisation, witness included; shared, not to be modified
 * @param inputs the coins it spends, locked in the wallet
 * @param outputs the payments in the plan's order with what each really gets; the change is not among them
 * @param change what goes back to the wallet, base units; 0 without change
 * @param fee base units: inputs = outputs + change + fee
 * @param weight in weight units
 */
@SuppressWarnings("ArrayRecordComponent") // compare the txid
public record PreparedTransaction(
        Hash256 txid,
        byte[] raw,
        List<TxOutPoint> inputs,
        List<PaymentOutput> outputs,
        long change,
        long fee,
        int weight) {
    public PreparedTransaction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    @Override
    public String toString() {
        return "transaction " + txid + " of " + inputs.size() + " inputs, " + outputs.size() + " payments, fee " + fee;
    }
}
