package io.otedama.metrics;

/** Over how long a hashrate is averaged: the time constant of an exponentially decaying mean. */
public enum HashrateWindow {
    ONE_MINUTE(0, 60_000L),
    FIVE_MINUTES(1, 300_000L),
    ONE_HOUR(2, 3_600_000L),
    ONE_DAY(3, 86_400_000L);

    private final int slot;
    private final long millis;

    HashrateWindow(int slot, long millis) {
        this.slot = slot;
        this.millis = millis;
    }

    /** Where an estimate keeps the sum of this window. */
    int slot() {
        return slot;
    }

    /** The time constant in milliseconds. */
    public long millis() {
        return millis;
    }
}
