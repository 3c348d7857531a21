package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.spi.PoolClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerIdentityTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long START = 1_700_000_000L;
    private static final long HOUR = 3_600;

    private final AuthorityKeyPair authority = AuthorityKeyPair.generate(RANDOM);
    private final SetClock clock = new SetClock();
    private final ServerIdentity identity = new ServerIdentity(authority, Duration.ofHours(24), clock, RANDOM);

    private static final class SetClock implements PoolClock {
        private long epochSeconds = START;

        @Override
        public long nanoTime() {
            return epochSeconds * 1_000_000_000L;
        }

        @Override
        public long epochMillis() {
            return epochSeconds * 1_000;
        }
    }

    @Test
    void itsCertificateIsGoodNow() throws HandshakeException {
        ServerIdentity.Current current = identity.current();
        current.certificate().verify(identity.authorityKey(), current.keys().publicX(), START);
        assertThat(current.certificate().validFrom()).isEqualTo(START - HOUR);
        assertThat(current.certificate().notValidAfter()).isEqualTo(START + 24 * HOUR);
    }

    @Test
    void keyAndCertificateAreRenewedAfterHalfTheValidity() {
        ServerIdentity.Current first = identity.current();
        clock.epochSeconds = START + 12 * HOUR - 1;
        assertThat(identity.current()).isSameAs(first);
        clock.epochSeconds++;
        ServerIdentity.Current second = identity.current();
        assertThat(second.keys().publicX()).isNotEqualTo(first.keys().publicX());
        assertThat(second.certificate().notValidAfter()).isEqualTo(START + 36 * HOUR);
        assertThat(identity.current()).isSameAs(second);
    }

    @Test
    void aClockThatIsSetBackMakesANewCertificate() throws HandshakeException {
        identity.current();
        clock.epochSeconds = START - 48 * HOUR;
        ServerIdentity.Current current = identity.current();
        current.certificate().verify(identity.authorityKey(), current.keys().publicX(), clock.epochSeconds);
    }

    @Test
    void aHandshakeAcrossARenewalStillWorks() throws HandshakeException {
        ServerIdentity.Current first = identity.current();
        NoiseInitiator initiator = new NoiseInitiator(identity.authorityKey(), RANDOM);
        clock.epochSeconds += 13 * HOUR;
        identity.current();
        NoiseResponder.Answer answer =
                NoiseResponder.answer(initiator.act1(), first, EllSwiftKeyPair.generate(RANDOM), RANDOM);
        assertThat(initiator.finish(answer.act2(), clock.epochSeconds)).isNotNull();
    }

    @Test
    void aVeryShortOrLongValidityIsRefused() {
        Duration tooLong = ServerIdentity.MAX_VALIDITY.plusSeconds(1);
        assertThatThrownBy(() -> new ServerIdentity(authority, tooLong, clock, RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(tooLong.toString());
        assertThatThrownBy(() -> new ServerIdentity(authority, Duration.ofSeconds(59), clock, RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT59S");
    }
}
