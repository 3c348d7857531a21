package io.otedama.security;

import io.otedama.spi.PoolControl.Ban;
import org.jspecify.annotations.Nullable;

/**
 * A ban, in force or over; one that is over is remembered so that the next one lasts longer.
 *
 * @param network what is refused
 * @param worker refused from there alone; null when everything from there is
 * @param times how often, this one included
 */
record BanRecord(
        AddressRange network, @Nullable String worker, long sinceMillis, long untilMillis, int times, String reason) {

    boolean isInForce(long nowMillis) {
        return nowMillis < untilMillis;
    }

    /** Bans that still count at that time: one is forgotten for each period since the end. */
    int timesAt(long nowMillis, long memoryMillis) {
        long forgotten = Math.max(nowMillis - untilMillis, 0) / memoryMillis;
        return (int) Math.max(times - forgotten, 0);
    }

    String subject() {
        return worker == null ? network.toString() : network + " " + worker;
    }

    Ban view() {
        return new Ban(subject(), sinceMillis, untilMillis, times, reason);
    }
}
