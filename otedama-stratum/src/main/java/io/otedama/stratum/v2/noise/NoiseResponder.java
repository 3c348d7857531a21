package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.noise.HandshakeException.Reason;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The server's side of handshakes: {@link #respond} turns the client's first bytes into the answer and the keys. It keeps
 * nothing of a handshake; any thread, many at once. One costs about a
 * fifth of a millisecond of processor time: whoever calls it bounds how often.
 */
public final class NoiseResponder {
    /** The client's ephemeral key. */
    public static final int ACT1_BYTES = EllSwift.ENCODED_BYTES;

    private final ServerIdentity identity;
    private final SecureRandom random;

    public NoiseResponder(ServerIdentity identity, SecureRandom random) {
        this.identity = identity;
        this.random = random;
    }

    /**
     * Answers the first act, with the static key and the certificate that are current.
     *
     * @param act1 {@link #ACT1_BYTES} bytes; any value of them is a key
     * @throws HandshakeException when the length is another
     */
    public Answer respond(byte[] act1) throws HandshakeException {
        if (act1.length != ACT1_BYTES) {
            throw new HandshakeException(Reason.LENGTH, "act 1 has " + ACT1_BYTES + " bytes, not " + act1.length);
        }
        return answer(act1, identity.current(), EllSwiftKeyPair.generate(random), random);
    }

    /** @param ephemeral wiped */
    static Answer answer(byte[] act1, ServerIdentity.Current identity, EllSwiftKeyPair ephemeral, SecureRandom random) {
        byte[] clientX = EllSwift.decode(act1);
        HandshakeState state = new HandshakeState();
        state.mixHash(act1);
        state.mixEmptyPayload();
        state.mixHash(ephemeral.encoded());
        state.mixKey(ephemeral.sharedWithInitiator(act1, clientX, random));
        ephemeral.destroy();
        byte[] sealedStatic = state.encryptAndHash(identity.keys().encoded());
        state.mixKey(identity.keys().sharedWithInitiator(act1, clientX, random));
        byte[] sealedCertificate = state.encryptAndHash(identity.certificate().encode());
        byte[] act2 = Arrays.copyOf(ephemeral.encoded(), NoiseInitiator.ACT2_BYTES);
        System.arraycopy(sealedStatic, 0, act2, EllSwift.ENCODED_BYTES, sealedStatic.length);
        int certificateAt = act2.length - sealedCertificate.length;
        System.arraycopy(sealedCertificate, 0, act2, certificateAt, sealedCertificate.length);
        return new Answer(act2, state.split(false));
    }

    /** What is sent to the client, and the keys of all that follows. */
    public static final class Answer {
        private final byte[] act2;
        private final NoiseKeys keys;

        private Answer(byte[] act2, NoiseKeys keys) {
            this.act2 = act2;
            this.keys = keys;
        }

        /** {@link NoiseInitiator#ACT2_BYTES} bytes, the caller's. */
        public byte[] act2() {
            return act2;
        }

        public NoiseKeys keys() {
            return keys;
        }
    }
}
