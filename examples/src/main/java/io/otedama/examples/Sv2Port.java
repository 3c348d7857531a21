package io.otedama.examples;

import io.otedama.error.PoolException;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.Sv2Settings;
import io.otedama.stratum.v2.noise.AuthorityKeyFile;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Stratum V2 is spoken, and where its authority key is kept.
 *
 * @param listen the address for Stratum V1 when both share one
 * @param keyFile made when it does not exist; null: a key of its own for each start
 * @param acknowledgedShares accepted shares that one acknowledgement speaks for; 1: each gets its own, at once
 */
record Sv2Port(InetSocketAddress listen, @Nullable Path keyFile, int acknowledgedShares) {
    /** More would keep a miner waiting for its first rejects. */
    static final int MAX_ACKNOWLEDGED_SHARES = 10_000;

    /** Acknowledges as servers do by default. */
    Sv2Port(InetSocketAddress listen, @Nullable Path keyFile) {
        this(listen, keyFile, Sv2Settings.defaults().acknowledgedShares());
    }

    static final String KEY_FILE = "sv2-authority.key";

    private static final Logger LOG = LoggerFactory.getLogger(Sv2Port.class);

    /** The key file that was named, else one in the data directory, else none. */
    static @Nullable Path keyFile(@Nullable Path named, @Nullable Path data) {
        if (named != null) {
            return named;
        }
        return data == null ? null : data.resolve(KEY_FILE);
    }

    /** False, and a line in the log, where the curve's native library does not run: on other systems than Linux. */
    static boolean isPossible() {
        try {
            AuthorityKeyPair.generate(new SecureRandom()).destroy();
            return true;
        } catch (PoolException e) {
            LOG.warn("Stratum V1 alone: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Reads or makes the key.
     *
     * @param v1 where Stratum V1 is spoken
     * @throws io.otedama.error.ConfigurationException when the key file cannot be used
     */
    Sv2Config open(InetSocketAddress v1) {
        AuthorityKeyPair authority = authority();
        Sv2Config config = Sv2Config.of(authority).withSettings(settings());
        return isShared(v1) ? config : config.withListen(listen);
    }

    private Sv2Settings settings() {
        Sv2Settings defaults = Sv2Settings.defaults();
        Duration wait = acknowledgedShares == 1 ? Duration.ZERO : defaults.acknowledgeWait();
        return defaults.withAcknowledgements(acknowledgedShares, wait);
    }

    /** One port for both protocols; two free ones (0) are two ports. */
    private boolean isShared(InetSocketAddress v1) {
        return listen.equals(v1);
    }

    private AuthorityKeyPair authority() {
        SecureRandom random = new SecureRandom();
        if (keyFile == null) {
            LOG.info("the Stratum V2 authority key is made anew at each start; name a file to keep it");
            return AuthorityKeyPair.generate(random);
        }
        return new AuthorityKeyFile(keyFile).loadOrCreate(random);
    }
}
