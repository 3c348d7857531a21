package io.otedama.node.regtest;

import io.otedama.spi.PoolClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether the wallet's keys may be used: always when it is not encrypted, else for as long as the last {@code
 * walletpassphrase} said. Nothing is truly encrypted here, for the keys are worth nothing. Guarded by the chain's lock.
 */
final class WalletLock {
    private static final long MAX_SECONDS = 100_000_000;

    private final byte[] passphrase;
    private final PoolClock clock;
    private boolean unlocked;
    private long unlockedAtNs;
    private long unlockedForNs;
    private long unlockedUntilSeconds;

    /**
     * @param passphrase empty: not encrypted
     */
    WalletLock(String passphrase, PoolClock clock) {
        this.passphrase = passphrase.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    boolean isEncrypted() {
        return passphrase.length > 0;
    }

    /** Seconds since 1970 until which keys may be used; 0 when they may not. */
    long unlockedUntil() {
        return isUnlocked() ? unlockedUntilSeconds : 0;
    }

    /**
     * @throws RpcError as the daemon refuses
     */
    void unlock(String given, long seconds) {
        requireEncrypted("walletpassphrase");
        if (seconds < 0) {
            throw new RpcError(RpcError.BAD_PARAMETER, "Timeout cannot be negative.");
        }
        if (given.isEmpty()) {
            throw new RpcError(RpcError.BAD_PARAMETER, "passphrase cannot be empty");
        }
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), passphrase)) {
            throw new RpcError(RpcError.WRONG_PASSPHRASE, "Error: The wallet passphrase entered was incorrect.");
        }
        long limited = Math.min(seconds, MAX_SECONDS);
        unlocked = true;
        unlockedAtNs = clock.nanoTime();
        unlockedForNs = Duration.ofSeconds(limited).toNanos();
        unlockedUntilSeconds = TimeUnit.MILLISECONDS.toSeconds(clock.epochMillis()) + limited;
    }

    void lock() {
        requireEncrypted("walletlock");
        unlocked = false;
    }

    void requireUnlocked() {
        if (isEncrypted() && !isUnlocked()) {
            throw new RpcError(
                    RpcError.UNLOCK_NEEDED, "Error: Please enter the wallet passphrase with walletpassphrase first.");
        }
    }

    private boolean isUnlocked() {
        unlocked = unlocked && clock.nanoTime() - unlockedAtNs < unlockedForNs;
        return unlocked;
    }

    private void requireEncrypted(String method) {
        if (!isEncrypted()) {
            throw new RpcError(
                    RpcError.WRONG_ENCRYPTION_STATE,
                    "Error: running with an unencrypted wallet, but " + method + " was called.");
        }
    }
}
