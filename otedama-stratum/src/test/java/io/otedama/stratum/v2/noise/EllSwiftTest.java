package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hex;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All vectors of BIP 324 about ElligatorSwift. */
class EllSwiftTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Stream<Arguments> decodings() {
        return NoiseVectors.rows("bip324_ellswift_decode.csv").stream().map(row -> Arguments.of(row[0], row[1]));
    }

    @ParameterizedTest
    @MethodSource("decodings")
    void everyEncodingDecodes(String encoded, String x) {
        assertThat(Hex.encode(EllSwift.decode(Hex.decode(encoded)))).isEqualTo(x);
    }

    static Stream<Arguments> inverses() {
        return NoiseVectors.rows("bip324_xswiftec_inv.csv").stream()
                .map(row -> Arguments.of(row[0], row[1], List.of(row).subList(2, 2 + EllSwift.CASES)));
    }

    @ParameterizedTest
    @MethodSource("inverses")
    void allEightInversesAreFound(String u, String x, List<String> expected) {
        for (int inverseCase = 0; inverseCase < EllSwift.CASES; inverseCase++) {
            byte[] t = EllSwift.inverse(Hex.decode(x), Hex.decode(u), inverseCase);
            assertThat(t == null ? "" : Hex.encode(t))
                    .as("case %d", inverseCase)
                    .isEqualTo(expected.get(inverseCase));
        }
    }

    static Stream<Arguments> exchanges() {
        return NoiseVectors.rows("bip324_ecdh.csv").stream().map(row -> Arguments.of((Object) row));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void secretsAreShared(String[] row) {
        byte[] secret = Hex.decode(row[0]);
        byte[] ours = Hex.decode(row[1]);
        byte[] theirs = Hex.decode(row[2]);
        boolean initiating = row[3].equals("1");
        assertThat(Hex.encode(EllSwift.decode(ours))).isEqualTo(row[4]);
        assertThat(Hex.encode(Curve.publicX(secret))).isEqualTo(row[4]);
        assertThat(Hex.encode(EllSwift.decode(theirs))).isEqualTo(row[5]);
        assertThat(Hex.encode(Curve.sharedX(secret, EllSwift.decode(theirs), RANDOM)))
                .isEqualTo(row[6]);
        byte[] shared = EllSwift.sharedSecret(
                secret, EllSwift.decode(theirs), initiating ? ours : theirs, initiating ? theirs : ours, RANDOM);
        assertThat(Hex.encode(shared)).isEqualTo(row[7]);
    }

    @RepeatedTest(20)
    void aKeyEncodesDifferentlyEachTimeAndDecodesToItself() {
        byte[] x = Curve.publicX(Curve.newSecret(RANDOM));
        byte[] one = EllSwift.encode(x, RANDOM);
        byte[] other = EllSwift.encode(x, RANDOM);
        assertThat(one).hasSize(EllSwift.ENCODED_BYTES).isNotEqualTo(other);
        assertThat(EllSwift.decode(one)).isEqualTo(x).isEqualTo(EllSwift.decode(other));
    }

    @RepeatedTest(20)
    void bothSidesShareTheSameSecret() {
        EllSwiftKeyPair initiator = EllSwiftKeyPair.generate(RANDOM);
        EllSwiftKeyPair responder = EllSwiftKeyPair.generate(RANDOM);
        assertThat(initiator.sharedWithResponder(responder.encoded(), RANDOM))
                .isEqualTo(responder.sharedWithInitiator(initiator.encoded(), initiator.publicX(), RANDOM))
                .isNotEqualTo(responder.sharedWithResponder(initiator.encoded(), RANDOM));
    }

    @Test
    void anotherLengthIsRefused() {
        assertThatThrownBy(() -> EllSwift.decode(new byte[63])).hasMessageContaining("64 bytes, not 63");
    }
}
