package io.otedama.stratum.v2.noise;

import io.otedama.chain.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The vector files beside these tests; each says in its first line where it is from. */
final class NoiseVectors {
    /** SetupConnection, the payload of the transcript's first frame. */
    static final byte[] SETUP_CONNECTION = Hex.decode(
            "02020002000100000007302e302e302e306121074269746d61696e085339692031332e351c62726169696e732d6f732d32303138"
                    + "2d30392d32322d312d6861736810736f6d652d6465766963652d75756964");

    static final long CERTIFIED_FROM = 1_700_000_000L;
    static final long CERTIFIED_UNTIL = 1_900_000_000L;

    private static final Map<String, String> TRANSCRIPT = lines("sv2_noise_transcript.csv").stream()
            .collect(Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(';')),
                    line -> line.substring(line.lastIndexOf(';') + 1)));

    private NoiseVectors() {}

    /** The fields of all rows but the heading. */
    static List<String[]> rows(String file) {
        return lines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    static String text(String name) {
        return Objects.requireNonNull(TRANSCRIPT.get(name), name);
    }

    static byte[] bytes(String name) {
        return Hex.decode(text(name));
    }

    static EllSwiftKeyPair keyPair(String name) {
        return new EllSwiftKeyPair(bytes(name + "_sk"), bytes(name + "_ellswift"));
    }

    static AuthorityKeyPair authority() {
        return AuthorityKeyPair.of(bytes("authority_sk"));
    }

    static Certificate certificate() {
        return Certificate.sign(authority(), bytes("responder_static_xonly"), CERTIFIED_FROM, CERTIFIED_UNTIL, zeros());
    }

    static ServerIdentity.Current identity() {
        return new ServerIdentity.Current(keyPair("responder_static"), certificate(), 0, Long.MAX_VALUE);
    }

    /** The transcript's signature was made with 32 zero bytes; of no use where a key is drawn. */
    static SecureRandom zeros() {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
            }
        };
    }

    private static List<String> lines(String file) {
        try (InputStream in = NoiseVectors.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
