package io.otedama.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.otedama.error.PoolException;
import io.otedama.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("JavaUtilDate") // the library's word for a time
class TokensTest {
    private static final String ISSUER = "otedama:pool";
    private static final String AUDIENCE = "otedama-gateway:pool";

    @TempDir
    Path directory;

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private Tokens tokens;
    private ECKey key;

    @BeforeEach
    void open() throws Exception {
        tokens = new Tokens(directory, clock, ISSUER, AUDIENCE);
        key = ECKey.parse(Files.readString(directory.resolve("gateway-token-key.json")));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .jwtID("an id")
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expirationTime(in(60))
                .claim("scope", "read admin:write");
    }

    private Date in(long seconds) {
        return new Date(clock.epochMillis() + seconds * 1_000);
    }

    private String sign(JWTClaimsSet claims) throws Exception {
        return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()), claims, new ECDSASigner(key));
    }

    private static String sign(JWSHeader.Builder header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private void refused(String token, String why) {
        assertThatThrownBy(() -> tokens.check(token))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aTokenIsGoodHereAndAfterARestart() {
        String text =
                tokens.make(Set.of(Scope.MINER), "alice", Duration.ofMinutes(5)).text();
        for (Tokens each : new Tokens[] {tokens, new Tokens(directory, clock, ISSUER, AUDIENCE)}) {
            Caller caller = each.check(text);
            assertThat(caller.owns("alice")).isTrue();
            assertThat(caller.scopes()).containsExactly(Scope.MINER);
        }
    }

    @Test
    void aTokenMadeByHandWithTheRightKeyIsGood() throws Exception {
        assertThat(tokens.check(sign(claims().build())).scopes())
                .containsExactlyInAnyOrder(Scope.READ, Scope.ADMIN_WRITE);
    }

    @Test
    void withoutASignatureItIsNone() {
        refused(new PlainJWT(claims().build()).serialize(), "cannot be read");
        String signed =
                tokens.make(Set.of(Scope.READ), null, Duration.ofMinutes(1)).text();
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String[] parts = signed.split("\\.", -1);
        refused(none + "." + parts[1] + ".", "");
        refused(none + "." + parts[1] + "." + parts[2], "");
        refused(parts[0] + "." + parts[1] + ".", "");
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws Exception {
        byte[] known = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        byte[] encoded = key.toECPublicKey().getEncoded();
        for (byte[] secret : new byte[][] {known, encoded}) {
            refused(
                    sign(new JWSHeader.Builder(JWSAlgorithm.HS256), claims().build(), new MACSigner(secret)),
                    "not signed by this pool");
        }
    }

    @Test
    void anotherKeyIsNotThisPoolsWhateverTheHeaderSays() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        refused(
                sign(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID(key.getKeyID())
                                .jwk(other.toPublicJWK()),
                        claims().build(),
                        new ECDSASigner(other)),
                "not signed by this pool");
    }

    @Test
    void aChangedTokenIsRefused() {
        String text =
                tokens.make(Set.of(Scope.READ), null, Duration.ofMinutes(1)).text();
        String[] parts = text.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String richer = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("read", "admin:write").getBytes(StandardCharsets.UTF_8));
        refused(parts[0] + "." + richer + "." + parts[2], "not signed by this pool");
        refused("eyJ" + "A".repeat(Tokens.MAX_CHARS), "too long");
        refused("", "cannot be read");
        refused("a.b.c", "cannot be read");
    }

    @Test
    void itIsForThisPoolOnly() throws Exception {
        refused(sign(claims().audience("otedama-gateway:other").build()), "somebody else");
        refused(sign(claims().audience((String) null).build()), "somebody else");
        refused(sign(claims().issuer("otedama:other").build()), "somebody else");
    }

    @Test
    void timesCountWithAMinuteOfSkew() throws Exception {
        refused(sign(claims().expirationTime(null).build()), "expired");
        assertThat(tokens.check(sign(claims().expirationTime(in(-59)).build())).id())
                .isEqualTo("an id");
        refused(sign(claims().expirationTime(in(-60)).build()), "expired");
        assertThat(tokens.check(sign(claims().notBeforeTime(in(60)).build())).id())
                .isEqualTo("an id");
        refused(sign(claims().notBeforeTime(in(61)).build()), "not valid yet");
        refused(sign(claims().issueTime(in(61)).build()), "not valid yet");
    }

    @Test
    void aRevokedTokenStaysRevokedUntilItWouldHaveExpired() throws Exception {
        Tokens.Made made = tokens.make(Set.of(Scope.READ), null, Duration.ofDays(1));
        tokens.revoke(made.id());
        refused(made.text(), "revoked");
        Tokens again = new Tokens(directory, clock, ISSUER, AUDIENCE);
        assertThatThrownBy(() -> again.check(made.text())).isInstanceOf(RefusedException.class);
        refused(sign(claims().jwtID(null).build()), "revoked");
        clock.advance(Tokens.MAX_LIFE.plus(Duration.ofMinutes(2)));
        again.revoke("another");
        assertThat(Files.readString(directory.resolve("gateway-revoked.json")))
                .contains("another")
                .doesNotContain(made.id());
    }

    @Test
    void theListOfRevokedTokensHasALimit() {
        RevokedTokens two = new RevokedTokens(null, clock, 2);
        two.add("1", clock.epochMillis() + 1_000);
        two.add("2", clock.epochMillis() + 5_000);
        two.add("2", clock.epochMillis() + 5_000);
        assertThatThrownBy(() -> two.add("3", clock.epochMillis() + 5_000)).isInstanceOf(PoolException.class);
        assertThat(two.contains("3")).isFalse();
        clock.advance(Duration.ofSeconds(2));
        two.add("3", clock.epochMillis() + 5_000);
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void noTokenLivesForEver() {
        assertThatThrownBy(() -> tokens.make(Set.of(), null, Tokens.MAX_LIFE.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.make(Set.of(), null, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rule32_theKeyIsItsOwnersAndNobodyTellsIt() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("gateway-token-key.json"))))
                .isEqualTo("rw-------");
        String secret = key.getD().toString();
        Tokens.Made made = tokens.make(Set.of(Scope.READ), null, Duration.ofMinutes(1));
        assertThat(tokens.toString() + made).doesNotContain(secret).doesNotContain(made.text());
        Files.writeString(directory.resolve("gateway-token-key.json"), "{\"kty\":\"EC\",\"d\":\"" + secret + "\"}");
        assertThatThrownBy(() -> new Tokens(directory, clock, ISSUER, AUDIENCE))
                .isInstanceOf(PoolException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()) + e.getCause())
                        .doesNotContain(secret));
    }
}
