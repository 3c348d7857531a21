package io.otedama.job;

/** What is left in a coinbase for outputs beside that which gets the rest: bytes and signature operations. One thread. */
public final class CoinbaseRoom {
    /**
     * Signature operation cost that the outputs may add: what Bitcoin Core leaves free in a template for them
     * (coinbase_output_max_additional_sigops).
     */
    static final int MAX_SIGOP_COST = 400;

    private static final int REST_SIGOP_COST = 4; // pay-to-pubkey-hash, the costliest of any address

    private long bytes;
    private int sigOps = MAX_SIGOP_COST - REST_SIGOP_COST;

    /**
     * @param budgetBytes bytes that outputs may take, as a {@link io.otedama.spi.CoinbaseSplitSource} is told
     */
    public CoinbaseRoom(int budgetBytes) {
        this.bytes = budgetBytes;
    }

    /** Takes the room of an output; false when there is none: neither for it nor for any behind it. */
    public boolean take(byte[] script) {
        bytes -= CoinbaseBytes.outputSize(script);
        sigOps -= SigOpCost.of(script);
        return bytes >= 0 && sigOps >= 0;
    }
}
