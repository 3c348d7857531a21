package io.otedama.examples;

import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.noise.AuthorityKeyFile;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Stratum V2 is spoken, and where its authority key is kept.
 *
 * @param listen the address for Stratum V1 when both share one
 * @param keyFile made when it does not exist; null: a key of its own for each start
 */
record Sv2Port(InetSocketAddress listen, @Nullable Path keyFile) {
    static final String KEY_FILE = "sv2-authority.key";

    private static final Logger LOG = LoggerFactory.getLogger(Sv2Port.class);

    /** The key file that was named, else one in the data directory, else none. */
    static @Nullable Path keyFile(@Nullable Path named, @Nullable Path data) {
        if (named != null) {
            return named;
        }
        return data == null ? null : data.resolve(KEY_FILE);
    }

    /**
     * Reads or makes the key.
     *
     * @param v1 where Stratum V1 is spoken
     * @throws io.otedama.error.ConfigurationException when the key file cannot be used
     */
    Sv2Config open(InetSocketAddress v1) {
        AuthorityKeyPair authority = authority();
        Sv2Config config = Sv2Config.of(authority);
        return isShared(v1) ? config : config.withListen(listen);
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
