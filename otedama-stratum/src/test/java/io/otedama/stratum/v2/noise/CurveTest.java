package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hex;
import io.otedama.error.PoolException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CurveTest {
    private static final String ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

    /** The rows of BIP 340 whose message has 32 bytes: the others are outside what a certificate signs. */
    static Stream<Arguments> signatures() {
        return NoiseVectors.rows("bip340.csv").stream()
                .filter(row -> row[4].length() == 2 * Sha256.HASH_BYTES)
                .map(row -> Arguments.of((Object) row));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void signaturesAreThoseOfBip340(String[] row) {
        byte[] x = Hex.decode(row[2]);
        byte[] message = Hex.decode(row[4]);
        byte[] signature = Hex.decode(row[5]);
        if (!row[1].isEmpty()) {
            byte[] secret = Hex.decode(row[1]);
            assertThat(Curve.publicX(secret)).isEqualTo(x);
            assertThat(Curve.sign(message, secret, Hex.decode(row[3]))).isEqualTo(signature);
        }
        assertThat(Curve.verify(signature, message, x)).isEqualTo(row[6].equals("TRUE"));
    }

    @Test
    void fifteenRowsHaveMessagesOf32Bytes() {
        assertThat(signatures()).hasSize(15);
    }

    @Test
    void zeroAndTheOrderAreNoSecrets() {
        assertThat(Curve.isSecret(new byte[Curve.KEY_BYTES])).isFalse();
        assertThat(Curve.isSecret(Hex.decode(ORDER))).isFalse();
        assertThat(Curve.isSecret(new byte[Curve.KEY_BYTES - 1])).isFalse();
        assertThat(Curve.isSecret(Hex.decode(ORDER.replaceFirst("41$", "40")))).isTrue();
    }

    @Test
    void aMissingLibraryIsSaidInOneSentence() {
        assertThatThrownBy(() -> Curve.load(() -> {
                    throw new IllegalStateException("Could not load native Secp256k1 JNI library");
                }))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("native library of secp256k1")
                .hasMessageContaining("fr.acinq.secp256k1.tmpdir")
                .hasMessageContaining(System.getProperty("os.arch"));
        assertThatThrownBy(() -> Curve.load(() -> {
                    throw new NoClassDefFoundError("Could not initialize class Curve$Holder");
                }))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("fr.acinq.secp256k1.tmpdir");
    }
}
