package io.otedama.stratum.v2.noise;

import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.noise.HandshakeException.Reason;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one handshake: {@link #act1()} is sent, {@link #finish} takes the answer. Used once; not
 * thread-safe. No act has a frame around it.
 */
public final class NoiseInitiator {
    /** Responder's ephemeral key, its static key sealed, its certificate sealed. */
    public static final int ACT2_BYTES = EllSwift.ENCODED_BYTES
            + EllSwift.ENCODED_BYTES
            + CipherState.OVERHEAD_BYTES
            + Certificate.ENCODED_BYTES
            + CipherState.OVERHEAD_BYTES;

    private static final int STATIC_AT = EllSwift.ENCODED_BYTES;
    private static final int CERTIFICATE_AT = STATIC_AT + EllSwift.ENCODED_BYTES + CipherState.OVERHEAD_BYTES;

    private final @Nullable AuthorityKey authority;
    private final SecureRandom random;
    private final EllSwiftKeyPair ephemeral;
    private final HandshakeState state = new HandshakeState();
    private @Nullable Certificate certificate;
    private boolean used;

    /** @param authority who must have signed the server's certificate; null believes every server */
    public NoiseInitiator(@Nullable AuthorityKey authority, SecureRandom random) {
        this(authority, random, EllSwiftKeyPair.generate(random));
    }

    NoiseInitiator(@Nullable AuthorityKey authority, SecureRandom random, EllSwiftKeyPair ephemeral) {
        this.authority = authority;
        this.random = random;
        this.ephemeral = ephemeral;
        state.mixHash(ephemeral.encoded());
        state.mixEmptyPayload();
    }

    /** What is sent first: {@link NoiseResponder#ACT1_BYTES} bytes. */
    public byte[] act1() {
        return ephemeral.encoded().clone();
    }

    /**
     * Takes the server's answer and checks who it is.
     *
     * @param act2 {@link #ACT2_BYTES} bytes
     * @param epochSeconds now, for the certificate
     * @throws HandshakeException when it is not the answer of a server that the authority vouches for
     * @throws IllegalStateException when called twice
     */
    public NoiseKeys finish(byte[] act2, long epochSeconds) throws HandshakeException {
        if (used) {
            throw new IllegalStateException("a handshake is finished once; make a new NoiseInitiator");
        }
        used = true;
        try {
            if (act2.length != ACT2_BYTES) {
                throw new HandshakeException(Reason.LENGTH, "act 2 has " + ACT2_BYTES + " bytes, not " + act2.length);
            }
            return keys(act2, epochSeconds);
        } finally {
            ephemeral.destroy();
            state.destroy();
        }
    }

    private NoiseKeys keys(byte[] act2, long epochSeconds) throws HandshakeException {
        byte[] responderEphemeral = Arrays.copyOf(act2, STATIC_AT);
        state.mixHash(responderEphemeral);
        state.mixKey(ephemeral.sharedWithResponder(responderEphemeral, random));
        byte[] responderStatic = open(act2, STATIC_AT, CERTIFICATE_AT, "the server's static key");
        state.mixKey(ephemeral.sharedWithResponder(responderStatic, random));
        Certificate received = Certificate.decode(open(act2, CERTIFICATE_AT, ACT2_BYTES, "the server's certificate"));
        if (authority != null) {
            received.verify(authority, EllSwift.decode(responderStatic), epochSeconds);
        }
        certificate = received;
        return state.split(true);
    }

    private byte[] open(byte[] act2, int from, int to, String what) throws HandshakeException {
        try {
            return state.decryptAndHash(Arrays.copyOfRange(act2, from, to));
        } catch (FrameException e) {
            throw new HandshakeException(
                    Reason.MAC,
                    "act 2, " + what + " (bytes " + from + " to " + (to - 1)
                            + ") does not open: the bytes were changed on the way, or the peer is no Stratum V2 server");
        }
    }

    /** The certificate of the server; null before {@link #finish} has returned. */
    public @Nullable Certificate certificate() {
        return certificate;
    }
}
