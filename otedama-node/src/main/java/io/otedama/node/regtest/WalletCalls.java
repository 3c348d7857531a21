package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls about the wallet's coins and transactions. Any thread. */
final class WalletCalls {
    private static final int ANY_CONFIRMATIONS = 9_999_999;

    private final RegtestChain chain;

    WalletCalls(RegtestChain chain) {
        this.chain = chain;
    }

    void register(Map<String, RpcMethod> methods) {
        methods.put("getnewaddress", a -> Json.text(chain.change(s -> s.wallet().newAddress())));
        methods.put(
                "getrawchangeaddress",
                a -> Json.text(chain.change(s -> s.wallet().newAddress())));
        methods.put("getbalance", this::getBalance);
        methods.put("listunspent", this::listUnspent);
        methods.put("gettransaction", this::getTransaction);
    }

    private JsonNode getBalance(RpcArguments arguments) {
        int least = Math.max(1, arguments.integer(1, "minconf", 1));
        long sum = chain.read(s -> s.wallet().coins().stream()
                .filter(coin -> coin.confirmations() >= least)
                .mapToLong(coin -> coin.coin().value())
                .sum());
        return DecimalNode.valueOf(Json.coins(sum));
    }

    private JsonNode listUnspent(RpcArguments arguments) {
        int least = arguments.integer(0, "minconf", 1);
        int most = arguments.integer(1, "maxconf", ANY_CONFIRMATIONS);
        Set<String> addresses = new HashSet<>();
        arguments.at(2).forEach(address -> addresses.add(address.asText()));
        return chain.read(s -> {
            ArrayNode out = Json.array();
            s.wallet().unlocked().stream()
                    .filter(coin -> coin.confirmations() >= least && coin.confirmations() <= most)
                    .map(coin -> unspent(s, coin))
                    .filter(one -> addresses.isEmpty()
                            || addresses.contains(one.path("address").asText()))
                    .forEach(out::add);
            return out;
        });
    }

    private static ObjectNode unspent(ChainState s, RegtestWallet.Spendable coin) {
        ObjectNode one = Json.object();
        one.put("txid", coin.outPoint().txid().toString());
        one.put("vout", coin.outPoint().index());
        one.put("address", s.wallet().address(coin.coin().script()));
        one.put("scriptPubKey", Hex.encode(coin.coin().script()));
        one.put("amount", Json.coins(coin.coin().value()));
        one.put("confirmations", coin.confirmations());
        return one.put("spendable", true).put("solvable", true).put("safe", true);
    }

    private JsonNode getTransaction(RpcArguments arguments) {
        Hash256 txid = arguments.hash(0, "txid");
        return chain.read(s -> {
            FoundTransaction found = s.wallet().find(txid);
            WalletEffect effect = found == null ? WalletEffect.NONE : WalletEffect.of(found.transaction(), s.wallet());
            if (found == null || !effect.isOurs()) {
                throw new RpcError(RpcError.UNKNOWN_KEY, "Invalid or non-wallet transaction id");
            }
            ObjectNode out = Json.object();
            out.put("amount", Json.coins(effect.amount()));
            if (effect.debit() > 0) {
                out.put("fee", Json.coins(-effect.fee()));
            }
            addPlace(out, s, found);
            out.put("txid", txid.toString());
            addConflicts(out, s, found);
            out.put("hex", Hex.encode(found.transaction().sharedBytes()));
            return out;
        });
    }

    /** What spent its inputs instead; once that is in a block, the confirmations are that block's, negative. */
    private static void addConflicts(ObjectNode out, ChainState s, FoundTransaction found) {
        ArrayNode conflicts = out.putArray("walletconflicts");
        for (FoundTransaction other : s.wallet().conflictsOf(found.transaction())) {
            conflicts.add(other.transaction().txid().toString());
            if (found.entry() == null && other.entry() != null) {
                int deepest = Math.min(out.path("confirmations").intValue(), -other.confirmations(s));
                out.put("confirmations", deepest);
            }
        }
    }

    /** Confirmations, and the block if there is one. */
    static void addPlace(ObjectNode out, ChainState s, FoundTransaction found) {
        out.put("confirmations", found.confirmations(s));
        ChainEntry entry = found.entry();
        if (entry != null) {
            out.put("blockhash", entry.hash().toString());
            out.put("blockheight", entry.height());
            out.put("blockindex", found.index());
            out.put("blocktime", Integer.toUnsignedLong(entry.header().time()));
        }
    }

    static OutPoint outPoint(JsonNode one) {
        Hash256 txid = RpcArguments.hash(one.path("txid").asText(""), "txid");
        JsonNode index = one.path("vout");
        if (!index.isIntegralNumber() || !index.canConvertToInt() || index.intValue() < 0) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Invalid parameter, missing vout key");
        }
        return new OutPoint(txid, index.intValue());
    }

    /**
     * What a transaction does to the wallet.
     *
     * @param credit paid to us
     * @param debit spent by us
     * @param fee what we paid to miners, only known when we spent
     */
    private record WalletEffect(long credit, long debit, long fee) {
        static final WalletEffect NONE = new WalletEffect(0, 0, 0);

        static WalletEffect of(RegtestTransaction transaction, RegtestWallet wallet) {
            long credit = sum(transaction.outputs(), wallet);
            List<TxOutput> spent = transaction.inputs().stream()
                    .map(wallet::spentBy)
                    .filter(output -> output != null)
                    .toList();
            long debit = transaction.isCoinbase() ? 0 : sum(spent, wallet);
            return new WalletEffect(credit, debit, debit > 0 ? debit - transaction.outputValue() : 0);
        }

        private static long sum(List<TxOutput> outputs, RegtestWallet wallet) {
            return outputs.stream()
                    .filter(output -> wallet.owns(output.script()))
                    .mapToLong(TxOutput::value)
                    .sum();
        }

        boolean isOurs() {
            return credit > 0 || debit > 0;
        }

        long amount() {
            return credit - debit + fee;
        }
    }
}
