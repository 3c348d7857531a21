package io.otedama.spi;

/**
 * How large a coinbase a miner's firmware can take. Decides nothing but the coinbase variant; never who is owed what.
 */
public enum ClientClass {
    /** Everything that is not known to need less. */
    STANDARD(16_000);

    private final int maxCoinbaseBytes;

    ClientClass(int maxCoinbaseBytes) {
        this.maxCoinbaseBytes = maxCoinbaseBytes;
    }

    /** Greatest coinbase transaction, bytes without witness. */
    public int maxCoinbaseBytes() {
        return maxCoinbaseBytes;
    }
}
