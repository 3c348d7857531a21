package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Address;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.AddressException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls that make, sign, send and show single transactions. Any thread. */
final class RawTransactionCalls {
    private static final int SEQUENCE = 0xfffffffd;

    private final RegtestChain chain;

    RawTransactionCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("createrawtransaction", this::create);
        methods.put("fundrawtransaction", this::fund);
        methods.put("signrawtransactionwithwallet", this::sign);
        methods.put("decoderawtransaction", this::decode);
        methods.put("sendrawtransaction", this::send);
        methods.put("getrawtransaction", this::get);
    }

    private JsonNode create(RpcArguments arguments) {
        List<TxInput> inputs = new ArrayList<>();
        for (JsonNode one : arguments.at(0)) {
            OutPoint previous = WalletCalls.outPoint(one);
            int sequence = one.has("sequence") ? (int) one.path("sequence").asLong() : SEQUENCE;
            inputs.add(new TxInput(previous, new byte[0], sequence, List.of()));
        }
        List<TxOutput> outputs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        JsonNode given = arguments.at(1);
        ArrayNode list = given.isArray() ? (ArrayNode) given : Json.array().add(given);
        list.forEach(group -> group.properties().forEach(pair -> {
            if (!seen.add(pair.getKey())) {
                throw new RpcError(RpcError.BAD_PARAMETER, "Invalid parameter, duplicated address: " + pair.getKey());
            }
            outputs.add(output(pair.getKey(), pair.getValue()));
        }));
        int lockTime = arguments.integer(2, "locktime", 0);
        return Json.text(Hex.encode(new RegtestTransaction(2, inputs, outputs, lockTime).sharedBytes()));
    }

    private TxOutput output(String address, JsonNode amount) {
        try {
            if (address.equals("data")) {
                byte[] bytes = Hex.decode(amount.asText());
                return new TxOutput(
                        0,
                        new ByteWriter()
                                .writeByte(Scripts.OP_RETURN)
                                .writeVarBytes(bytes)
                                .toBytes());
            }
            return new TxOutput(
                    Json.baseUnits(amount),
                    Address.parse(address, chain.network()).script());
        } catch (AddressException e) {
            throw new RpcError(RpcError.UNKNOWN_KEY, "Invalid Bitcoin address: " + address);
        }
    }

    private JsonNode fund(RpcArguments arguments) {
        RegtestTransaction raw = arguments.transaction(0);
        JsonNode options = arguments.at(1);
        Funding.Funded funded = chain.change(s -> new Funding(s, s.wallet(), options).fund(raw));
        ObjectNode out = Json.object();
        out.put("hex", Hex.encode(funded.transaction().sharedBytes()));
        out.put("fee", Json.coins(funded.fee()));
        out.put("changepos", funded.changePosition());
        return out;
    }

    private JsonNode sign(RpcArguments arguments) {
        RegtestTransaction raw = arguments.transaction(0);
        return chain.read(s -> {
            s.wallet().keys().requireUnlocked();
            List<TxInput> inputs = new ArrayList<>();
            ArrayNode errors = Json.array();
            for (TxInput input : raw.inputs()) {
                Coin coin = s.mempool().find(input.previous());
                List<byte[]> witness = coin == null ? null : s.wallet().witnessFor(coin.script());
                if (witness == null && input.witness().isEmpty()) {
                    errors.addObject()
                            .put("txid", input.previous().txid().toString())
                            .put("vout", Integer.toUnsignedLong(input.previous().index()))
                            .put("error", coin == null ? "Input not found or already spent" : "Unable to sign input");
                }
                inputs.add(witness == null ? input : input.withWitness(witness));
            }
            RegtestTransaction signed = new RegtestTransaction(raw.version(), inputs, raw.outputs(), raw.lockTime());
            ObjectNode out = Json.object();
            out.put("hex", Hex.encode(signed.sharedBytes()));
            out.put("complete", errors.isEmpty());
            if (!errors.isEmpty()) {
                out.set("errors", errors);
            }
            return out;
        });
    }

    private JsonNode decode(RpcArguments arguments) {
        return TransactionJson.of(arguments.transaction(0), chain.network().bech32Prefix());
    }

    private JsonNode send(RpcArguments arguments) {
        RegtestTransaction transaction = arguments.transaction(0);
        String txid = transaction.txid().toString();
        return chain.change(s -> {
            if (s.mempool().find(transaction.txid()) != null) {
                return Json.text(txid);
            }
            for (int i = 0; i < transaction.outputs().size(); i++) {
                if (s.coins().find(new OutPoint(transaction.txid(), i)) != null) {
                    throw new RpcError(RpcError.ALREADY_IN_UTXO_SET, "Transaction outputs already in utxo set");
                }
            }
            try {
                s.send(transaction);
            } catch (RejectedException e) {
                boolean missing = e.reason().equals("bad-txns-inputs-missingorspent");
                throw new RpcError(missing ? RpcError.VERIFY : RpcError.VERIFY_REJECTED, e.reason());
            }
            return Json.text(txid);
        });
    }

    private JsonNode get(RpcArguments arguments) {
        Hash256 txid = arguments.hash(0, "txid");
        JsonNode verbose = arguments.at(1);
        return chain.read(s -> {
            FoundTransaction found = s.wallet().find(txid);
            if (found == null) {
                throw new RpcError(
                        RpcError.UNKNOWN_KEY,
                        "No such mempool or blockchain transaction. Use gettransaction for wallet transactions.");
            }
            String hex = Hex.encode(found.transaction().sharedBytes());
            if (!verbose.asBoolean(false)) {
                return Json.text(hex);
            }
            ObjectNode out =
                    TransactionJson.of(found.transaction(), chain.network().bech32Prefix());
            out.put("hex", hex);
            WalletCalls.addPlace(out, s, found);
            return out;
        });
    }
}
