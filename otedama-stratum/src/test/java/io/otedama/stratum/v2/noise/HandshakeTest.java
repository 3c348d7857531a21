package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.noise.HandshakeException.Reason;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides against each other, and against whoever sits between them. */
class HandshakeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AuthorityKeyPair AUTHORITY = AuthorityKeyPair.generate(RANDOM);
    private static final ServerIdentity IDENTITY =
            new ServerIdentity(AUTHORITY, ServerIdentity.DEFAULT_VALIDITY, PoolClock.system(), RANDOM);

    private final NoiseResponder responder = new NoiseResponder(IDENTITY, RANDOM);

    private static long now() {
        return PoolClock.system().epochMillis() / 1_000;
    }

    private static NoiseInitiator initiator(@Nullable AuthorityKey authority) {
        return new NoiseInitiator(authority, RANDOM);
    }

    private static Reason failure(NoiseInitiator initiator, byte[] act2, long epochSeconds) {
        return catchThrowableOfType(HandshakeException.class, () -> initiator.finish(act2, epochSeconds))
                .reason();
    }

    private static boolean talks(CipherState sender, CipherState receiver) {
        byte[] sealed = new byte[6 + CipherState.OVERHEAD_BYTES];
        sender.seal(new byte[6], 0, 6, sealed, 0);
        try {
            return receiver.open(sealed, 0, sealed.length, new byte[6], 0) == 6;
        } catch (FrameException e) {
            return false;
        }
    }

    @Test
    void bothSidesCanTalkAfterwards() throws Exception {
        NoiseInitiator initiator = initiator(AUTHORITY.publicKey());
        NoiseResponder.Answer answer = responder.respond(initiator.act1());
        assertThat(answer.act2()).hasSize(NoiseInitiator.ACT2_BYTES).hasSize(234);
        NoiseKeys client = initiator.finish(answer.act2(), now());
        assertThat(talks(client.sending(), answer.keys().receiving())).isTrue();
        assertThat(talks(answer.keys().sending(), client.receiving())).isTrue();
        assertThat(talks(client.sending(), client.receiving()))
                .as("own words come back")
                .isFalse();
        assertThat(initiator.certificate()).isNotNull();
    }

    @Test
    void everyHandshakeHasKeysOfItsOwn() throws Exception {
        byte[] act1 = initiator(null).act1();
        NoiseResponder.Answer one = responder.respond(act1);
        NoiseResponder.Answer other = responder.respond(act1);
        assertThat(one.act2()).isNotEqualTo(other.act2());
        assertThat(talks(one.keys().sending(), other.keys().sending())).isFalse();
    }

    @Test
    void anotherAuthorityIsRefused() throws Exception {
        AuthorityKey other = AuthorityKeyPair.generate(RANDOM).publicKey();
        NoiseInitiator initiator = initiator(other);
        byte[] act2 = responder.respond(initiator.act1()).act2();
        assertThatThrownBy(() -> initiator.finish(act2, now()))
                .isInstanceOf(HandshakeException.class)
                .hasMessageContaining(other.toString());
        NoiseInitiator trusting = initiator(null);
        assertThat(trusting.finish(responder.respond(trusting.act1()).act2(), now()))
                .isNotNull();
    }

    @Test
    void aCertificateOutOfItsTimeIsRefused() throws Exception {
        NoiseInitiator late = initiator(AUTHORITY.publicKey());
        assertThat(failure(late, responder.respond(late.act1()).act2(), now() + 86_400 + 60))
                .isEqualTo(Reason.EXPIRED);
        NoiseInitiator early = initiator(AUTHORITY.publicKey());
        assertThat(failure(early, responder.respond(early.act1()).act2(), now() - 2 * ServerIdentity.BACKDATED_SECONDS))
                .isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void aCertificateOfAnotherServerIsOfNoUse() throws Exception {
        ServerIdentity.Current stolen = new ServerIdentity.Current(
                EllSwiftKeyPair.generate(RANDOM), IDENTITY.current().certificate(), 0, Long.MAX_VALUE);
        NoiseInitiator initiator = initiator(AUTHORITY.publicKey());
        byte[] act2 = NoiseResponder.answer(initiator.act1(), stolen, EllSwiftKeyPair.generate(RANDOM), RANDOM)
                .act2();
        assertThat(failure(initiator, act2, now())).isEqualTo(Reason.WRONG_AUTHORITY);
    }

    @Test
    void noByteOfActTwoCanBeChanged() throws Exception {
        EllSwiftKeyPair ephemeral = EllSwiftKeyPair.generate(RANDOM);
        byte[] act2 = responder.respond(ephemeral.encoded()).act2();
        for (int at = 0; at < act2.length; at++) {
            byte[] changed = act2.clone();
            changed[at] ^= (byte) (1 << at % 8);
            NoiseInitiator initiator = new NoiseInitiator(AUTHORITY.publicKey(), RANDOM, ephemeral.copy());
            assertThat(failure(initiator, changed, now())).as("byte %d", at).isEqualTo(Reason.MAC);
        }
    }

    /** Act 1 is not authenticated by itself: the server answers any 64 bytes, but the client then cannot open the answer. */
    @Test
    void aChangedActOneLeadsNowhere() throws Exception {
        EllSwiftKeyPair ephemeral = EllSwiftKeyPair.generate(RANDOM);
        for (int at = 0; at < NoiseResponder.ACT1_BYTES; at++) {
            byte[] changed = ephemeral.encoded().clone();
            changed[at] ^= (byte) (1 << at % 8);
            byte[] act2 = responder.respond(changed).act2();
            NoiseInitiator initiator = new NoiseInitiator(AUTHORITY.publicKey(), RANDOM, ephemeral.copy());
            assertThat(failure(initiator, act2, now())).as("byte %d", at).isEqualTo(Reason.MAC);
        }
    }

    @Test
    void theAnswerToAnotherHandshakeIsRefused() throws Exception {
        byte[] act2 = responder.respond(initiator(null).act1()).act2();
        assertThat(failure(initiator(null), act2, now())).isEqualTo(Reason.MAC);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 234})
    void anActOneOfAnotherLengthIsRefused(int length) {
        assertThatThrownBy(() -> responder.respond(new byte[length]))
                .isInstanceOf(HandshakeException.class)
                .hasMessage("act 1 has 64 bytes, not " + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 170, 233, 235})
    void anActTwoOfAnotherLengthIsRefused(int length) {
        assertThat(failure(initiator(null), new byte[length], now())).isEqualTo(Reason.LENGTH);
    }

    @Test
    void anInitiatorIsUsedOnce() throws Exception {
        NoiseInitiator initiator = initiator(AUTHORITY.publicKey());
        byte[] act2 = responder.respond(initiator.act1()).act2();
        initiator.finish(act2, now());
        assertThatThrownBy(() -> initiator.finish(act2, now())).isInstanceOf(IllegalStateException.class);
    }
}
