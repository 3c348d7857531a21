package io.otedama.security;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a server's certificate and its key are.
 *
 * @param certificates PEM: the server's certificate first, then those that vouch for it, each by the next
 * @param key PEM with one unencrypted PKCS#8 key (RSA or EC) that only its owner can open
 * @param lookEvery time between two looks whether they have changed
 */
public record TlsFiles(Path certificates, Path key, Duration lookEvery) {
    /** Default of {@code lookEvery}. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /**
     * @throws IllegalArgumentException when the time between two looks is below a millisecond
     */
    public TlsFiles {
        if (lookEvery.toMillis() < 1) {
            throw new IllegalArgumentException("looks every " + lookEvery + "; use at least a millisecond");
        }
    }

    /** Looks every five seconds. */
    public TlsFiles(Path certificates, Path key) {
        this(certificates, key, LOOK_EVERY);
    }

    public TlsFiles withLookEvery(Duration interval) {
        return new TlsFiles(certificates, key, interval);
    }
}
