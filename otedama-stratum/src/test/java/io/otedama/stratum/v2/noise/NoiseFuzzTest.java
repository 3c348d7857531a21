package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.frame.FrameException;
import java.security.SecureRandom;

/** Any bytes from a stranger: only the declared exceptions, and nothing opens. */
class NoiseFuzzTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AuthorityKeyPair AUTHORITY = AuthorityKeyPair.generate(RANDOM);
    private static final NoiseResponder RESPONDER = new NoiseResponder(
            new ServerIdentity(AUTHORITY, ServerIdentity.DEFAULT_VALIDITY, PoolClock.system(), RANDOM), RANDOM);
    private static final EllSwiftKeyPair EPHEMERAL = EllSwiftKeyPair.generate(RANDOM);

    @FuzzTest
    void anyActOneIsAnsweredOrHasAnotherLength(byte[] act1) {
        try {
            assertThat(RESPONDER.respond(act1).act2()).hasSize(NoiseInitiator.ACT2_BYTES);
            assertThat(act1).hasSize(NoiseResponder.ACT1_BYTES);
        } catch (HandshakeException e) {
            assertThat(act1.length).isNotEqualTo(NoiseResponder.ACT1_BYTES);
        }
    }

    @FuzzTest
    void noActTwoOfAStrangerIsBelieved(byte[] act2) {
        try {
            new NoiseInitiator(AUTHORITY.publicKey(), RANDOM, EPHEMERAL.copy()).finish(act2, 0);
            fail("believed");
        } catch (HandshakeException e) {
            assertThat(e.reason()).isIn(HandshakeException.Reason.LENGTH, HandshakeException.Reason.MAC);
        }
    }

    @FuzzTest
    void noSealedBytesOfAStrangerOpen(byte[] sealed) {
        CipherState cipher = new CipherState(EPHEMERAL.publicX());
        byte[] out = new byte[sealed.length];
        try {
            cipher.open(sealed, 0, sealed.length, out, 0);
            fail("opened");
        } catch (FrameException e) {
            assertThat(cipher.nonce()).isZero();
            assertThat(out).isEqualTo(new byte[sealed.length]);
        }
    }

    @FuzzTest
    void aCertificateReadsBackAndIsNotBelieved(byte[] bytes) {
        try {
            Certificate read = Certificate.decode(bytes);
            assertThat(read.encode()).isEqualTo(bytes);
            read.verify(AUTHORITY.publicKey(), EPHEMERAL.publicX(), 0);
            fail("believed");
        } catch (HandshakeException e) {
            assertThat(e.reason())
                    .isIn(
                            HandshakeException.Reason.LENGTH,
                            HandshakeException.Reason.VERSION,
                            HandshakeException.Reason.WRONG_AUTHORITY);
        }
    }
}
