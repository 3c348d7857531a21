package io.otedama.spi;

import java.util.List;

/** Says whom a coinbase pays. Called on the job thread, once per job and variant; deterministic, no I/O. */
@FunctionalInterface
public interface CoinbaseSplitSource {
    /**
     * @param value base units to hand out
     * @param clientClass limits the size of the outputs
     * @param budgetBytes bytes that all outputs together may take
     */
    CoinbaseSplit split(long value, ClientClass clientClass, int budgetBytes);

    /**
     * @param splitId names the split in the journal; 0 when everything goes to the pool's own output
     * @param outputs to pay beside the pool's own output, which takes whatever is left; may be empty
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
