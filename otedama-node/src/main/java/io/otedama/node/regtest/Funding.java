package io.otedama.node.regtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Address;
import io.otedama.error.AddressException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Adds the wallet's coins, the largest first, and change to a transaction until it pays for itself, as
 * {@code fundrawtransaction} does. Used once. Guarded by the chain's lock.
 */
final class Funding {
    private static final long DEFAULT_SATS_PER_KILOBYTE = 10_000;
    private static final int INPUT_BYTES = 59; // of a hash lock, witness counted as a quarter
    private static final int CHANGE_BYTES = 43;
    private static final long DUST = 330;
    private static final Set<String> OPTIONS = Set.of(
            "add_inputs",
            "changeAddress",
            "changePosition",
            "change_type",
            "conf_target",
            "estimate_mode",
            "feeRate",
            "fee_rate",
            "includeWatching",
            "include_unsafe",
            "lockUnspents",
            "replaceable",
            "subtractFeeFromOutputs");
    private static final int SEQUENCE = 0xfffffffd;

    private final ChainState state;
    private final RegtestWallet wallet;
    private final JsonNode options;
    private final List<TxInput> inputs = new ArrayList<>();
    private final List<TxOutput> outputs = new ArrayList<>();
    private long inputValue;

    Funding(ChainState state, RegtestWallet wallet, JsonNode options) {
        this.state = state;
        this.wallet = wallet;
        this.options = options;
    }

    /**
     * @param changePosition place of the change output, -1 without change
     */
    record Funded(RegtestTransaction transaction, long fee, int changePosition) {}

    Funded fund(RegtestTransaction raw) {
        checkOptions();
        outputs.addAll(raw.outputs());
        raw.inputs().forEach(this::take);
        List<Integer> payers = new ArrayList<>();
        options.path("subtractFeeFromOutputs").forEach(index -> payers.add(index.asInt(-1)));
        List<RegtestWallet.Spendable> coins = new ArrayList<>(wallet.unlocked());
        coins.removeIf(
                coin -> inputs.stream().anyMatch(input -> input.previous().equals(coin.outPoint())));
        coins.sort(Comparator.comparingLong(coin -> -coin.coin().value()));
        long wanted = raw.outputValue();
        while (inputValue < wanted + (payers.isEmpty() ? fee(raw, 0) : 0)) {
            if (coins.isEmpty() || !options.path("add_inputs").asBoolean(true)) {
                throw new RpcError(RpcError.WALLET, "Insufficient funds");
            }
            RegtestWallet.Spendable coin = coins.remove(0);
            inputs.add(new TxInput(coin.outPoint(), new byte[0], SEQUENCE, List.of()));
            inputValue += coin.coin().value();
        }
        return finish(raw, payers);
    }

    private void checkOptions() {
        options.fieldNames().forEachRemaining(name -> {
            if (!OPTIONS.contains(name)) {
                throw new RpcError(RpcError.WRONG_TYPE, "Unexpected key " + name);
            }
        });
        if (options.has("feeRate") && options.has("fee_rate")) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Cannot specify both fee_rate (sat/vB) and feeRate (BTC/kvB)");
        }
        if (options.has("changeAddress") && options.has("change_type")) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Cannot specify both change address and address type options");
        }
    }

    private Funded finish(RegtestTransaction raw, List<Integer> payers) {
        long fee = fee(raw, CHANGE_BYTES);
        long change = inputValue - raw.outputValue() - (payers.isEmpty() ? fee : 0);
        int position = -1;
        long surplus = inputValue - raw.outputValue();
        subtract(change >= DUST ? fee : Math.max(0, fee(raw, 0) - surplus), payers);
        if (change >= DUST) {
            position = options.path("changePosition").asInt(outputs.size());
            if (position < 0 || position > outputs.size()) {
                throw new RpcError(RpcError.BAD_PARAMETER, "changePosition out of bounds");
            }
            outputs.add(position, new TxOutput(change, changeScript()));
        }
        RegtestTransaction funded = new RegtestTransaction(raw.version(), inputs, outputs, raw.lockTime());
        if (options.path("lockUnspents").asBoolean(false)) {
            inputs.forEach(input -> wallet.lock(input.previous()));
        }
        return new Funded(funded, inputValue - funded.outputValue(), position);
    }

    /** The first of those who pay the fee pays the remainder. */
    private void subtract(long fee, List<Integer> payers) {
        for (int i = 0; i < payers.size(); i++) {
            int index = payers.get(i);
            if (index < 0 || index >= outputs.size()) {
                throw new RpcError(RpcError.BAD_PARAMETER, "Invalid parameter, value out of bounds: " + index);
            }
            TxOutput output = outputs.get(index);
            long value = output.value() - fee / payers.size() - (i == 0 ? fee % payers.size() : 0);
            if (value < 0) {
                throw new RpcError(RpcError.WALLET, "The transaction amount is too small to pay the fee");
            }
            outputs.set(index, new TxOutput(value, output.script()));
        }
    }

    private void take(TxInput input) {
        Coin coin = state.mempool().find(input.previous());
        if (coin == null) {
            throw new RpcError(RpcError.WALLET, "Unable to find UTXO for external input");
        }
        inputs.add(input);
        inputValue += coin.value();
    }

    private long fee(RegtestTransaction raw, int extraBytes) {
        int rawBytes = new RegtestTransaction(raw.version(), List.of(), raw.outputs(), 0).baseBytes();
        long bytes = rawBytes + (long) inputs.size() * INPUT_BYTES + extraBytes + 2;
        return (bytes * satsPerKilobyte() + 999) / 1_000;
    }

    private long satsPerKilobyte() {
        if (options.has("feeRate")) {
            return Json.baseUnits(options.path("feeRate"));
        }
        if (options.has("fee_rate")) {
            return new BigDecimal(options.path("fee_rate").asText())
                    .movePointRight(3)
                    .setScale(0, RoundingMode.UP)
                    .longValueExact();
        }
        return DEFAULT_SATS_PER_KILOBYTE;
    }

    private byte[] changeScript() {
        String address = options.path("changeAddress").asText("");
        try {
            return address.isEmpty()
                    ? state.newKey().outputScript()
                    : Address.parse(address, state.consensus().network()).script();
        } catch (AddressException e) {
            throw new RpcError(RpcError.UNKNOWN_KEY, "Change address must be a valid bitcoin address");
        }
    }
}
