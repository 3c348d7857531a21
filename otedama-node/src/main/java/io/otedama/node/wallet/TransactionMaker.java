package io.otedama.node.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.chain.Hex;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.RpcException;
import io.otedama.spi.FeeRate;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TxOutPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plan to signed transaction. The daemon reckons fee and change for coins that we chose; everything it answers is compared
 * with the plan before it signs and after.
 *
 * <p>Coins are locked by a call of their own and not by {@code fundrawtransaction}: after a time-out of that one we would
 * not know whether they are, and Litecoin Core does not fund from coins that are locked.
 */
final class TransactionMaker {
    /** Coins that are tried beside those that should have sufficed. */
    private static final int MAX_MORE_COINS = 10;

    private final WalletRpc rpc;
    private final CoinLocks locks;
    private final KeyUnlock keys;

    TransactionMaker(WalletRpc rpc, CoinLocks locks, KeyUnlock keys) {
        this.rpc = rpc;
        this.locks = locks;
        this.keys = keys;
    }

    PreparedTransaction make(TransactionPlan plan) {
        long rate = rate(plan.feeRate());
        CoinSelection coins = new CoinSelection(rpc.unspent());
        boolean walletPays = plan.feePayer() == FeePayer.WALLET;
        int ownBytes = RawTransaction.serialise(List.of(), plan.outputs()).length;
        coins.cover(Math.addExact(plan.total(), walletPays ? ownBytes * rate / 1_000 : 0), walletPays ? rate : 0);
        FundedPlan funded = FundedPlan.of(plan, coins, fund(plan, coins, rate));
        if (funded.fee() > plan.maxFee()) {
            throw new WalletException(
                    Reason.REFUSED,
                    "the payment would cost a fee of " + funded.fee() + ", more than the " + plan.maxFee()
                            + " allowed; raise the limit, lower the fee rate, or pay fewer at a time");
        }
        return lockAndSign(funded);
    }

    private long rate(FeeRate wanted) {
        if (!wanted.isEstimated()) {
            return wanted.unitsPerKilobyte();
        }
        return rpc.estimateFee(wanted.targetBlocks())
                .map(estimate -> Math.max(estimate, FeeRate.MIN_UNITS_PER_KILOBYTE))
                .orElse(wanted.unitsPerKilobyte());
    }

    private RawTransaction fund(TransactionPlan plan, CoinSelection coins, long rate) {
        for (int attempt = 0; ; attempt++) {
            String raw = Hex.encode(RawTransaction.serialise(coins.inputs(), plan.outputs()));
            try {
                JsonNode answer = rpc.call("fundrawtransaction", raw, options(plan, rate));
                return rpc.transaction("fundrawtransaction", rpc.bytes("fundrawtransaction", answer.path("hex")));
            } catch (RpcException e) {
                if (!WalletErrors.isTooLittle(e)) {
                    throw e;
                }
                if (attempt == MAX_MORE_COINS) {
                    throw new WalletException(Reason.INSUFFICIENT_FUNDS, String.valueOf(e.getMessage()), e);
                }
                coins.takeOne();
            }
        }
    }

    private static Map<String, Object> options(TransactionPlan plan, long rate) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("add_inputs", false);
        options.put("feeRate", WalletRpc.coins(rate));
        options.put("changePosition", plan.outputs().size());
        options.put("change_type", "bech32"); // never Litecoin's extension block
        if (plan.feePayer() == FeePayer.OUTPUTS) {
            options.put("subtractFeeFromOutputs", List.of(FundedPlan.greatest(plan)));
        }
        return options;
    }

    private PreparedTransaction lockAndSign(FundedPlan funded) {
        try {
            locks.lock(funded.inputs());
            return sign(funded);
        } catch (RuntimeException e) {
            release(funded.inputs(), e);
            throw e;
        }
    }

    private void release(List<TxOutPoint> inputs, RuntimeException cause) {
        try {
            locks.unlock(inputs);
        } catch (RpcException | WalletException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedTransaction sign(FundedPlan funded) {
        String unsigned = Hex.encode(RawTransaction.serialise(funded.inputs(), funded.allOutputs()));
        JsonNode answer = keys.whileUnlocked(() -> rpc.call("signrawtransactionwithwallet", unsigned));
        if (!answer.path("complete").asBoolean(false)) {
            String why = answer.path("errors").path(0).path("error").asText("no reason given");
            throw new WalletException(Reason.REFUSED, rpc.name() + " cannot sign for all coins of the payment: " + why);
        }
        byte[] raw = rpc.bytes("signrawtransactionwithwallet", answer.path("hex"));
        RawTransaction signed = rpc.transaction("signrawtransactionwithwallet", raw);
        if (!signed.inputs().equals(funded.inputs()) || !signed.outputs().equals(funded.allOutputs())) {
            throw rpc.nonsense("signrawtransactionwithwallet", "another transaction than it was given");
        }
        requireSameId(raw, signed.txid());
        requireAcceptable(raw);
        return new PreparedTransaction(
                signed.txid(),
                raw,
                signed.inputs(),
                funded.payments(),
                funded.change().stream().mapToLong(PaymentOutput::amount).sum(),
                funded.fee(),
                signed.weight());
    }

    private void requireSameId(byte[] raw, Hash256 txid) {
        Hash256 theirs = rpc.decode(raw);
        if (!theirs.equals(txid)) {
            throw rpc.nonsense("decoderawtransaction", "the id " + theirs + " for what is " + txid);
        }
    }

    /** What no node would pass on must not be written down as a payment. */
    private void requireAcceptable(byte[] raw) {
        JsonNode verdict =
                rpc.call("testmempoolaccept", List.of(Hex.encode(raw))).path(0);
        if (!verdict.path("allowed").asBoolean(false)) {
            throw new WalletException(
                    Reason.REFUSED,
                    rpc.name() + " would not pass the payment on: "
                            + verdict.path("reject-reason").asText("no reason given")
                            + " (dust: an output is too small; tx-size: pay fewer at a time)");
        }
    }
}
