package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Base58;
import io.otedama.chain.Hex;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityKeyTest {
    /** The example of the specification. */
    private static final String SPEC_TEXT = "9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRXh";

    private static final String SPEC_X = "76637000979c1c11af0c300bcd8c7fe48610fce9b9c11e3daee35ae0b08a7455";

    /** The development pair that the reference implementation is shipped with. */
    private static final String SRI_PUBLIC = "9auqWEzQDVyd2oe1JVGFLMLHZtCo2FFqZwtKA5gd9xbuEu7PH72";

    private static final String SRI_SECRET = "mkDLTBBRxdBv998612qipDYoTK3YUrqLe8uWw7gu3iXbSrn2n";

    private final SecureRandom random = new SecureRandom();

    private static byte[] versioned(int low, int high, byte[] x) {
        byte[] payload = new byte[2 + x.length];
        payload[0] = (byte) low;
        payload[1] = (byte) high;
        System.arraycopy(x, 0, payload, 2, x.length);
        return payload;
    }

    @Test
    void textAndBytesAreThoseOfTheSpecification() {
        AuthorityKey key = AuthorityKey.parse(SPEC_TEXT);
        assertThat(Hex.encode(key.toBytes())).isEqualTo(SPEC_X);
        assertThat(AuthorityKey.of(Hex.decode(SPEC_X)))
                .isEqualTo(key)
                .hasSameHashCodeAs(key)
                .hasToString(SPEC_TEXT);
    }

    @Test
    void theReferencePairFitsTogether() {
        AuthorityKeyPair pair = AuthorityKeyPair.parseSecret(SRI_SECRET);
        assertThat(pair.publicKey()).hasToString(SRI_PUBLIC).isEqualTo(AuthorityKey.parse(SRI_PUBLIC));
        assertThat(pair.secretText()).isEqualTo(SRI_SECRET);
    }

    @Test
    void theSecretIsInNoText() {
        AuthorityKeyPair pair = AuthorityKeyPair.parseSecret(SRI_SECRET);
        assertThat(pair.toString()).contains(SRI_PUBLIC).doesNotContain(SRI_SECRET);
    }

    @Test
    void aMistypedSecretIsNotRepeated() {
        for (String text : new String[] {SRI_SECRET.replace('B', 'C'), SRI_SECRET + "0", SRI_SECRET + SRI_SECRET, ""}) {
            assertThatThrownBy(() -> AuthorityKeyPair.parseSecret(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("authority secret")
                    .hasNoCause()
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("mkD"));
        }
    }

    @Test
    void aPublicKeyIsNoSecret() {
        assertThatThrownBy(() -> AuthorityKeyPair.parseSecret(SRI_PUBLIC))
                .hasMessageContaining("34 bytes instead of 32");
    }

    @Test
    void aSecretIsNoPublicKeyAndIsNotRepeated() {
        assertThatThrownBy(() -> AuthorityKey.parse(SRI_SECRET))
                .hasMessageContaining("secret")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SRI_SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRXi",
                "9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRX0",
                "9bXiEd8boQVhq7WddEcERUL5tyyJVFYdU8th3HfbNXK3Yw6GRX"
            })
    void brokenTextIsRefused(String text) {
        assertThatThrownBy(() -> AuthorityKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authority key '" + text + "'");
    }

    @Test
    void otherVersionsAndLengthsAreRefused() {
        byte[] x = Hex.decode(SPEC_X);
        assertThatThrownBy(() -> AuthorityKey.parse(Base58.encodeChecked(versioned(0, 1, x))))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> AuthorityKey.parse(Base58.encodeChecked(versioned(1, 0, new byte[31]))))
                .hasMessageContaining("33 bytes instead of 34");
        assertThatThrownBy(() -> AuthorityKey.parse("1".repeat(AuthorityKey.MAX_TEXT_CHARS + 1)))
                .hasMessageContaining("too long");
    }

    @Test
    void anXWithoutAPointIsRefused() {
        byte[] noX = Hex.decode("eefdea4cdb677750a420fee807eacf21eb9898ae79b9768766e4faa04a2d4a34"); // BIP 340, row 5
        assertThatThrownBy(() -> AuthorityKey.parse(Base58.encodeChecked(versioned(1, 0, noX))))
                .hasMessageContaining("no public key");
        assertThatThrownBy(() -> AuthorityKey.of(noX)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AuthorityKey.of(new byte[5])).hasMessageContaining("5 bytes");
    }

    @Test
    void generatedKeysDifferAndReadBack() {
        AuthorityKeyPair one = AuthorityKeyPair.generate(random);
        assertThat(one.publicKey())
                .isNotEqualTo(AuthorityKeyPair.generate(random).publicKey());
        assertThat(AuthorityKeyPair.parseSecret(one.secretText()).publicKey()).isEqualTo(one.publicKey());
        assertThat(AuthorityKey.parse(one.publicKey().toString())).isEqualTo(one.publicKey());
    }

    @Test
    void aDestroyedPairSignsNothing() {
        AuthorityKeyPair pair = AuthorityKeyPair.generate(random);
        pair.destroy();
        assertThatThrownBy(() -> pair.sign(new byte[32], random)).isInstanceOf(RuntimeException.class);
    }
}
