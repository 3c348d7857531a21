package io.otedama.gateway.auth;

import io.otedama.security.StrikeCounter;
import io.otedama.security.StrikeVerdict;
import io.otedama.spi.PoolClock;
import java.net.InetAddress;
import java.time.Duration;

/** Makes guessing slow: an address with too many refused credentials waits until some are forgotten. Any thread. */
public final class FailureBrake {
    /** Refused credentials after which an address waits, unless said otherwise. */
    public static final int MAX_FAILURES = 10;

    /** One is forgotten after this time. */
    public static final Duration FORGET = Duration.ofSeconds(30);

    /** Addresses remembered. */
    public static final int MAX_ADDRESSES = 10_000;

    private final PoolClock clock;
    private final AddressTable<StrikeCounter> table;

    /**
     * @param maxFailures refused credentials after which an address waits
     */
    public FailureBrake(PoolClock clock, int maxFailures) {
        this.clock = clock;
        this.table = new AddressTable<>(
                MAX_ADDRESSES, () -> new StrikeCounter(maxFailures, maxFailures, FORGET.toNanos(), clock.nanoTime()));
    }

    /** Seconds to wait before a credential from there is looked at; 0: none. */
    public long waitSeconds(InetAddress address) {
        return table.with(
                address, counter -> counter.verdict(clock.nanoTime()) == StrikeVerdict.CLOSE ? FORGET.toSeconds() : 0L);
    }

    /** A credential from there was refused. */
    public void onRefused(InetAddress address) {
        table.with(address, counter -> counter.strike(clock.nanoTime()));
    }
}
