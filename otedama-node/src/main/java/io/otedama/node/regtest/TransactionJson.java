package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Hex;
import java.util.List;

/** Transactions as {@code decoderawtransaction} answers them. */
final class TransactionJson {
    private TransactionJson() {}

    static ObjectNode of(RegtestTransaction transaction, String bech32Prefix) {
        ObjectNode out = Json.object();
        out.put("txid", transaction.txid().toString());
        out.put("hash", transaction.wtxid().toString());
        out.put("version", transaction.version());
        out.put("size", transaction.sizeBytes());
        out.put("vsize", (transaction.weight() + 3) / RegtestTransaction.WITNESS_SCALE);
        out.put("weight", transaction.weight());
        out.put("locktime", Integer.toUnsignedLong(transaction.lockTime()));
        addInputs(out.putArray("vin"), transaction);
        addOutputs(out.putArray("vout"), transaction.outputs(), bech32Prefix);
        return out;
    }

    private static void addInputs(ArrayNode out, RegtestTransaction transaction) {
        for (TxInput input : transaction.inputs()) {
            ObjectNode one = out.addObject();
            if (transaction.isCoinbase()) {
                one.put("coinbase", Hex.encode(input.script()));
            } else {
                one.put("txid", input.previous().txid().toString());
                one.put("vout", Integer.toUnsignedLong(input.previous().index()));
                one.putObject("scriptSig").put("asm", "").put("hex", Hex.encode(input.script()));
            }
            if (!input.witness().isEmpty()) {
                one.set(
                        "txinwitness",
                        Json.texts(input.witness().stream().map(Hex::encode).toList()));
            }
            one.put("sequence", Integer.toUnsignedLong(input.sequence()));
        }
    }

    private static void addOutputs(ArrayNode out, List<TxOutput> outputs, String bech32Prefix) {
        for (int i = 0; i < outputs.size(); i++) {
            TxOutput output = outputs.get(i);
            ObjectNode one = out.addObject();
            one.put("value", Json.coins(output.value()));
            one.put("n", i);
            ObjectNode script = one.putObject("scriptPubKey");
            script.put("hex", Hex.encode(output.script()));
            String address = SegwitAddress.of(output.script(), bech32Prefix);
            if (!address.isEmpty()) {
                script.put("address", address);
            }
        }
    }
}
