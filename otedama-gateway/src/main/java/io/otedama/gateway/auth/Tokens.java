package io.otedama.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.otedama.error.PoolException;
import io.otedama.spi.PoolClock;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signed tokens (JWT) of this pool: made here, good here. The algorithm is ES256 whatever a token's header says, and the key is this
 * pool's whatever it names. Any thread; revoking waits for the disk.
 */
@SuppressWarnings("JavaUtilDate") // the library's word for a time
public final class Tokens {
    /** Clocks may differ by that much. */
    public static final Duration SKEW = Duration.ofSeconds(60);

    /** No token lives longer. */
    public static final Duration MAX_LIFE = Duration.ofDays(30);

    /** Longer ones are not looked at. */
    public static final int MAX_CHARS = 4_096;

    private static final String SCOPE = "scope";

    /** A UUID; ids of keys are shorter. */
    private static final int ID_CHARS = 36;

    private final ECKey key;
    private final JWSSigner signer;
    private final JWSVerifier verifier;
    private final RevokedTokens revoked;
    private final PoolClock clock;
    private final String issuer;
    private final String audience;

    /**
     * @param directory where the key and the list of revoked tokens are; null: in memory
     * @throws PoolException when what is there cannot be used
     */
    public Tokens(@Nullable Path directory, PoolClock clock, String issuer, String audience) {
        this.clock = clock;
        this.issuer = issuer;
        this.audience = audience;
        this.key = TokenKey.loadOrMake(directory == null ? null : directory.resolve("gateway-token-key.json"));
        this.revoked = new RevokedTokens(directory == null ? null : directory.resolve("gateway-revoked.json"), clock);
        try {
            signer = new ECDSASigner(key);
            verifier = new ECDSAVerifier(key.toPublicJWK());
        } catch (JOSEException e) {
            throw new PoolException("the token key cannot be used", e);
        }
    }

    /**
     * A new token.
     *
     * @param text the whole of it
     * @param expiresAt milliseconds since 1970
     */
    public record Made(String id, String text, long expiresAt) {
        @Override
        public String toString() {
            return "a new token " + id;
        }
    }

    /**
     * @param life up to {@link #MAX_LIFE}
     * @throws IllegalArgumentException when it lives for too long or not at all
     */
    public Made make(Set<Scope> scopes, @Nullable String subject, Duration life) {
        if (life.toSeconds() < 1 || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("a token lives for 1 to " + MAX_LIFE.toSeconds() + " seconds");
        }
        long now = clock.epochMillis() / 1_000 * 1_000;
        String id = UUID.randomUUID().toString();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(id)
                .issuer(issuer)
                .audience(audience)
                .subject(subject)
                .issueTime(new Date(now))
                .notBeforeTime(new Date(now))
                .expirationTime(new Date(now + life.toMillis()))
                .claim(SCOPE, String.join(" ", Scope.words(scopes)))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new PoolException("no token can be signed", e);
        }
        return new Made(id, token.serialize(), now + life.toMillis());
    }

    /** No token of that id is good from now on. */
    public void revoke(String id) {
        revoked.add(id, clock.epochMillis() + MAX_LIFE.plus(SKEW).toMillis());
    }

    /** Whether an id that was checked before is one of a token, and not revoked since; when it expires its caller knows. */
    boolean isGood(String id) {
        return id.length() == ID_CHARS && !revoked.contains(id);
    }

    /**
     * @throws RefusedException when it is not a token of this pool, or not valid now
     */
    public Caller check(String text) {
        if (text.length() > MAX_CHARS) {
            throw new RefusedException("the token is too long");
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            boolean pinned = JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())
                    && (token.getHeader().getCriticalParams() == null);
            if (!pinned || !token.verify(verifier)) {
                throw new RefusedException("the token is not signed by this pool");
            }
            return caller(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw new RefusedException("the token cannot be read"); // no cause: it may quote the token
        }
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        long now = clock.epochMillis();
        Date expires = claims.getExpirationTime();
        String id = claims.getJWTID();
        if (!issuer.equals(claims.getIssuer()) || !claims.getAudience().contains(audience)) {
            throw new RefusedException("the token is for somebody else");
        }
        if (expires == null || now - SKEW.toMillis() >= expires.getTime()) {
            throw RefusedException.outdated("the token has expired");
        }
        if (isLater(claims.getNotBeforeTime(), now) || isLater(claims.getIssueTime(), now)) {
            throw RefusedException.outdated("the token is not valid yet");
        }
        if (id == null || revoked.contains(id)) {
            throw RefusedException.outdated("the token has been revoked");
        }
        String scopes = claims.getStringClaim(SCOPE);
        return new Caller(
                id,
                claims.getSubject(),
                Scope.parse(scopes == null || scopes.isBlank() ? List.of() : List.of(scopes.split(" ", -1))),
                expires.getTime() + SKEW.toMillis());
    }

    private static boolean isLater(@Nullable Date time, long now) {
        return time != null && time.getTime() > now + SKEW.toMillis();
    }

    @Override
    public String toString() {
        return "tokens of " + issuer;
    }
}
