package io.otedama.stratum.v2;

import io.otedama.spi.PoolClock;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of the job declaration protocol: leave to bring work of one's own. A token carries its own proof, so nothing is
 * kept for it, however many are asked for. Thread-safe.
 *
 * <pre>
 *   8 number | 16 expiry, ms since 1970 | 32 first half of HMAC-SHA256(key of this start, the first 16 bytes)
 * </pre>
 */
final class JobTokens {
    static final long VALID_MILLIS = TimeUnit.HOURS.toMillis(1);

    private static final int BODY_BYTES = 16;
    private static final int TOKEN_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final PoolClock clock;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    JobTokens(PoolClock clock) {
        this.clock = clock;
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    byte[] issue() {
        ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES);
        token.putLong(random.nextLong()).putLong(clock.epochMillis() + VALID_MILLIS);
        token.put(proof(token.array()));
        return token.array();
    }

    boolean isValid(byte[] token) {
        if (token.length != TOKEN_BYTES) {
            return false;
        }
        byte[] given = Arrays.copyOfRange(token, BODY_BYTES, TOKEN_BYTES);
        return MessageDigest.isEqual(given, proof(token))
                && ByteBuffer.wrap(token).getLong(Long.BYTES) >= clock.epochMillis();
    }

    private byte[] proof(byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(token, 0, BODY_BYTES);
            return Arrays.copyOf(mac.doFinal(), TOKEN_BYTES - BODY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
