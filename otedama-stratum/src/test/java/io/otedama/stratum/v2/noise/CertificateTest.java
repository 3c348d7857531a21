package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.stratum.v2.noise.HandshakeException.Reason;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long FROM = 1_000;
    private static final long UNTIL = 2_000;

    private final AuthorityKeyPair authority = AuthorityKeyPair.generate(RANDOM);
    private final byte[] serverX = EllSwiftKeyPair.generate(RANDOM).publicX();
    private final Certificate certificate = Certificate.sign(authority, serverX, FROM, UNTIL, RANDOM);

    private Reason refusal(byte[] encoded, long now) throws HandshakeException {
        Certificate changed = Certificate.decode(encoded);
        return catchThrowableOfType(HandshakeException.class, () -> changed.verify(authority.publicKey(), serverX, now))
                .reason();
    }

    @Test
    void itReadsBack() throws HandshakeException {
        Certificate read = Certificate.decode(certificate.encode());
        assertThat(read.encode()).hasSize(Certificate.ENCODED_BYTES).isEqualTo(certificate.encode());
        assertThat(read.version()).isZero();
        assertThat(read.validFrom()).isEqualTo(FROM);
        assertThat(read.notValidAfter()).isEqualTo(UNTIL);
        assertThat(read).hasToString("Certificate[version=0, from 1970-01-01T00:16:40Z to 1970-01-01T00:33:20Z]");
    }

    @Test
    void clocksMayDifferByTenSeconds() throws HandshakeException {
        for (long now : new long[] {FROM - 10, FROM, UNTIL, UNTIL + 10}) {
            assertThatCode(() -> certificate.verify(authority.publicKey(), serverX, now))
                    .as("at %d", now)
                    .doesNotThrowAnyException();
        }
        assertThat(refusal(certificate.encode(), FROM - 11)).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(refusal(certificate.encode(), UNTIL + 11)).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void noBitCanBeChanged() throws HandshakeException {
        byte[] encoded = certificate.encode();
        for (int bit = 0; bit < 8 * encoded.length; bit++) {
            byte[] changed = encoded.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(refusal(changed, FROM))
                    .as("bit %d", bit)
                    .isEqualTo(bit < 16 ? Reason.VERSION : Reason.WRONG_AUTHORITY);
        }
    }

    @Test
    void itIsForOneKeyOnly() {
        byte[] other = EllSwiftKeyPair.generate(RANDOM).publicX();
        assertThatThrownBy(() -> certificate.verify(authority.publicKey(), other, FROM))
                .isInstanceOf(HandshakeException.class)
                .hasMessageContaining("not signed by the authority " + authority.publicKey());
    }

    @Test
    void timesThatDoNotFitAreRefused() {
        long[][] times = {{-1, 5}, {5, 4}, {0, Certificate.MAX_EPOCH_SECONDS + 1}};
        for (long[] time : times) {
            assertThatThrownBy(() -> Certificate.sign(authority, serverX, time[0], time[1], RANDOM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("from " + time[0] + " to " + time[1]);
        }
    }

    @Test
    void theLastSecondOfAnU32Fits() throws HandshakeException {
        Certificate last = Certificate.sign(authority, serverX, 0, Certificate.MAX_EPOCH_SECONDS, RANDOM);
        Certificate.decode(last.encode()).verify(authority.publicKey(), serverX, Certificate.MAX_EPOCH_SECONDS);
    }

    @Test
    void anotherLengthIsRefused() {
        assertThatThrownBy(() -> Certificate.decode(new byte[73])).hasMessage("a certificate has 74 bytes, not 73");
    }
}
