package io.otedama.node.regtest;

/** Whether a transaction may spend what it names. */
final class SpendRules {
    private final Consensus consensus;

    SpendRules(Consensus consensus) {
        this.consensus = consensus;
    }

    /**
     * Checks that every input exists, is mature and carries enough.
     *
     * @param height of the block that is to contain the transaction
     * @return the fee in base units
     */
    long checkInputs(RegtestTransaction transaction, CoinView coins, int height) throws RejectedException {
        for (TxInput input : transaction.inputs()) {
            if (coins.find(input.previous()) == null) {
                throw RejectedException.invalid("bad-txns-inputs-missingorspent");
            }
        }
        long sum = 0;
        for (TxInput input : transaction.inputs()) {
            Coin coin = require(coins, input);
            if (!consensus.isMature(coin, height)) {
                throw RejectedException.invalid("bad-txns-premature-spend-of-coinbase");
            }
            sum += coin.value();
            if (!consensus.isMoney(sum)) {
                throw RejectedException.invalid("bad-txns-inputvalues-outofrange");
            }
        }
        if (sum < transaction.outputValue()) {
            throw RejectedException.invalid("bad-txns-in-belowout");
        }
        return sum - transaction.outputValue();
    }

    /**
     * Checks that every input may be spent this way.
     *
     * @return what is wrong, in Bitcoin Core's words, or empty
     */
    static String checkScripts(RegtestTransaction transaction, CoinView coins) {
        for (TxInput input : transaction.inputs()) {
            String fault = checkScript(require(coins, input).script(), input);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        return "";
    }

    private static String checkScript(byte[] outputScript, TxInput input) {
        if (Scripts.isWitnessScriptHash(outputScript)) {
            return input.script().length > 0
                    ? "Witness requires empty scriptSig"
                    : HashLock.check(outputScript, input.witness());
        }
        if (!Scripts.isAnyoneCanSpend(outputScript)) {
            return "Script is of a kind that this chain cannot check";
        }
        if (input.script().length > 0) {
            return "Stack size must be exactly one after execution";
        }
        return input.witness().isEmpty() ? "" : "Witness provided for non-witness script";
    }

    private static Coin require(CoinView coins, TxInput input) {
        Coin coin = coins.find(input.previous());
        if (coin == null) {
            throw new IllegalStateException(input.previous() + " was checked and is not there");
        }
        return coin;
    }
}
