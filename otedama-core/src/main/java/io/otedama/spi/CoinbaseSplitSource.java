package io.otedama.spi;

import java.util.List;

/** Says whom a coinbase pays. Called on the job thread, once per job and client class; deterministic, no I/O. */
@FunctionalInterface
public interface CoinbaseSplitSource {
    /** Split id of a coinbase that pays the miner whose job it is. */
    long OWNER_SPLIT = -1;

    /** Split id of a coinbase that pays the pool alone. */
    long POOL_SPLIT = 0;

    /**
     * Outputs that exceed the budget are left out, and all behind them: whatever is not paid goes to the pool's output.
     *
     * @param value base units to hand out
     * @param clientClass for whose firmware; its size limit is part of the budget already
     * @param budgetBytes bytes that all outputs together may take, 8 + length of the length + script each
     */
    CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes);

    /**
     * True when what the split leaves does not go to the pool but to the owner of the work: each connection mines a coinbase
     * that pays its own {@link Owner}. Connections then mine for one owner each, and only for owners with a script. Constant.
     */
    default boolean perOwner() {
        return false;
    }

    /**
     * @param splitId names the split in the journal; 0 when everything goes to the pool's own output
     * @param outputs to pay before the pool's own output (or the owner's) takes whatever is left; may be empty
     */
    record CoinbaseSplit(long splitId, List<Output> outputs) {
        public static final CoinbaseSplit POOL_ONLY = new CoinbaseSplit(0, List.of());

        public CoinbaseSplit {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * @param script output script; not modified
     * @param value base units, greater than 0
     */
    @SuppressWarnings("ArrayRecordComponent") // serialised, never compared
    record Output(byte[] script, long value) {}
}
