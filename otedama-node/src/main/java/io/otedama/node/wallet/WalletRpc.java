package io.otedama.node.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.NodeException;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.RpcException;
import io.otedama.node.rpc.UnauthorizedException;
import io.otedama.spi.TxOutPoint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The daemon's calls that a payer needs, typed. An error that the daemon answers is an {@link RpcException}; no answer, or
 * one that makes no sense, is a {@link WalletException}. The caller's thread.
 */
final class WalletRpc {
    private static final int ANY_CONFIRMATIONS = 9_999_999;
    private static final int COIN_DECIMALS = 8;
    private static final int RECENT = 5_000;

    private final JsonRpcClient client;

    WalletRpc(JsonRpcClient client) {
        this.client = client;
    }

    /** {@code host:port}. */
    String name() {
        return client.name();
    }

    JsonNode call(String method, Object... params) {
        try {
            return client.call(method, params);
        } catch (RpcException e) {
            throw e;
        } catch (UnauthorizedException e) {
            throw new WalletException(Reason.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (NodeException e) {
            throw new WalletException(Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    Hash256 genesis() {
        return hash("getblockhash", call("getblockhash", 0));
    }

    /** Confirmed, mature, unlocked coins of the base chain. */
    List<UnspentCoin> unspent() {
        List<UnspentCoin> coins = new ArrayList<>();
        for (JsonNode one : call("listunspent", 1, ANY_CONFIRMATIONS, List.of(), false)) {
            // a coin in Litecoin's extension block has no place among the outputs of a transaction
            if (one.path("vout").isIntegralNumber() && one.path("spendable").asBoolean(true)) {
                coins.add(new UnspentCoin(outPoint("listunspent", one), units("listunspent", one.path("amount"))));
            }
        }
        return coins;
    }

    List<TxOutPoint> locked() {
        List<TxOutPoint> locked = new ArrayList<>();
        for (JsonNode one : call("listlockunspent")) {
            if (one.path("vout").isIntegralNumber()) {
                locked.add(outPoint("listlockunspent", one));
            }
        }
        return locked;
    }

    void lockUnspent(boolean unlock, List<TxOutPoint> coins) {
        List<Map<String, Object>> list = coins.stream()
                .<Map<String, Object>>map(
                        coin -> Map.of("txid", coin.txid().toString(), "vout", Integer.toUnsignedLong(coin.index())))
                .toList();
        call("lockunspent", unlock, list);
    }

    /** The node's estimate, base units per 1,000 virtual bytes; empty when it has none. */
    Optional<Long> estimateFee(int targetBlocks) {
        JsonNode rate = call("estimatesmartfee", targetBlocks).path("feerate");
        return rate.isNumber() ? Optional.of(units("estimatesmartfee", rate)) : Optional.empty();
    }

    byte[] bytes(String method, JsonNode hex) {
        try {
            return Hex.decode(hex.asText());
        } catch (IllegalArgumentException e) {
            throw nonsense(method, "something that is not hexadecimal");
        }
    }

    RawTransaction transaction(String method, byte[] raw) {
        try {
            return RawTransaction.parse(raw);
        } catch (IllegalArgumentException e) {
            throw nonsense(method, "a transaction we cannot use: " + e.getMessage());
        }
    }

    /** The id that the daemon gives these bytes. */
    Hash256 decode(byte[] raw) {
        return hash(
                "decoderawtransaction",
                call("decoderawtransaction", Hex.encode(raw)).path("txid"));
    }

    Hash256 send(byte[] raw) {
        return hash("sendrawtransaction", call("sendrawtransaction", Hex.encode(raw)));
    }

    /** What {@code gettransaction} says; empty when the wallet has never heard of it. */
    Optional<JsonNode> find(Hash256 txid) {
        return unlessUnknown("gettransaction", txid.toString());
    }

    boolean isInMempool(Hash256 txid) {
        return unlessUnknown("getmempoolentry", txid.toString()).isPresent();
    }

    private Optional<JsonNode> unlessUnknown(String method, Object... params) {
        try {
            return Optional.of(call(method, params));
        } catch (RpcException e) {
            if (e.code() == RpcException.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** True when a transaction, waiting or in the chain, has spent the coin, or the coin does not exist. */
    boolean isSpent(TxOutPoint coin) {
        return call("gettxout", coin.txid().toString(), Integer.toUnsignedLong(coin.index()), true)
                .isNull();
    }

    int height(Hash256 block) {
        return call("getblockheader", block.toString(), true).path("height").asInt(-1);
    }

    /** Ids of the wallet's latest transactions, the newest last. */
    List<Hash256> recent() {
        List<Hash256> ids = new ArrayList<>();
        call("listtransactions", "*", RECENT).forEach(one -> {
            if (one.path("category").asText().equals("send") && one.path("txid").isTextual()) {
                ids.add(hash("listtransactions", one.path("txid")));
            }
        });
        return ids.stream().distinct().toList();
    }

    TxOutPoint outPoint(String method, JsonNode one) {
        return new TxOutPoint(
                hash(method, one.path("txid")), (int) one.path("vout").asLong());
    }

    Hash256 hash(String method, JsonNode text) {
        try {
            return Hash256.ofDisplay(text.asText());
        } catch (IllegalArgumentException e) {
            throw nonsense(method, "something that is no hash");
        }
    }

    long units(String method, JsonNode coins) {
        try {
            return new BigDecimal(coins.asText()).movePointRight(COIN_DECIMALS).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw nonsense(method, "something that is no amount");
        }
    }

    /** Base units as the daemon wants amounts. */
    static String coins(long units) {
        return BigDecimal.valueOf(units, COIN_DECIMALS).toPlainString();
    }

    WalletException nonsense(String method, String what) {
        return new WalletException(Reason.REFUSED, name() + " answers " + method + " with " + what);
    }
}
