package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hex;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One whole connection with fixed keys, byte for byte, from both sides. */
class TranscriptTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BIG_BYTES = 131_043;

    private final byte[] act1 = NoiseVectors.bytes("initiator_ephemeral_ellswift");
    private final NoiseResponder.Answer answer =
            NoiseResponder.answer(act1, NoiseVectors.identity(), NoiseVectors.keyPair("responder_ephemeral"), RANDOM);

    @Test
    void keysMatchTheirEncodings() {
        for (String name : new String[] {"initiator_ephemeral", "responder_ephemeral", "responder_static"}) {
            EllSwiftKeyPair pair = NoiseVectors.keyPair(name);
            assertThat(EllSwift.decode(pair.encoded())).isEqualTo(pair.publicX());
        }
        assertThat(NoiseVectors.keyPair("responder_static").publicX())
                .isEqualTo(NoiseVectors.bytes("responder_static_xonly"));
        assertThat(NoiseVectors.authority().publicKey().toBytes()).isEqualTo(NoiseVectors.bytes("authority_xonly"));
        assertThat(NoiseVectors.authority().publicKey()).hasToString(NoiseVectors.text("authority base58check"));
    }

    @Test
    void everyStepOfTheStateIsAsExpected() {
        EllSwiftKeyPair ephemeral = NoiseVectors.keyPair("responder_ephemeral");
        EllSwiftKeyPair identity = NoiseVectors.keyPair("responder_static");
        HandshakeState state = new HandshakeState();
        assertThat(state.chainingKey()).isEqualTo(NoiseVectors.bytes("ck0 (hashed protocol name)"));
        assertThat(state.hash()).isEqualTo(NoiseVectors.bytes("h0"));
        state.mixHash(act1);
        state.mixEmptyPayload();
        assertThat(state.hash()).isEqualTo(NoiseVectors.bytes("h after act1 (e, empty payload)"));
        state.mixHash(ephemeral.encoded());
        assertThat(state.hash()).isEqualTo(NoiseVectors.bytes("h after mixing responder e"));
        byte[] ee = ephemeral.sharedWithInitiator(act1, EllSwift.decode(act1), RANDOM);
        assertThat(ee).isEqualTo(NoiseVectors.bytes("ecdh_ee"));
        state.mixKey(ee);
        assertThat(ee).as("wiped").containsOnly(0);
        assertThat(state.chainingKey()).isEqualTo(NoiseVectors.bytes("ck after ee"));
        assertThat(state.encryptAndHash(identity.encoded()))
                .isEqualTo(NoiseVectors.bytes("encrypted static (80 bytes)"));
        byte[] es = identity.sharedWithInitiator(act1, EllSwift.decode(act1), RANDOM);
        assertThat(es).isEqualTo(NoiseVectors.bytes("ecdh_es"));
        state.mixKey(es);
        assertThat(state.chainingKey()).isEqualTo(NoiseVectors.bytes("ck after es"));
        assertThat(state.encryptAndHash(NoiseVectors.certificate().encode()))
                .isEqualTo(NoiseVectors.bytes("encrypted SIGNATURE_NOISE_MESSAGE (90)"));
        assertThat(state.hash()).isEqualTo(NoiseVectors.bytes("h final"));
    }

    @Test
    void theCertificateIsSignedAndEncodedAsExpected() {
        assertThat(Certificate.message(
                        Certificate.VERSION,
                        NoiseVectors.CERTIFIED_FROM,
                        NoiseVectors.CERTIFIED_UNTIL,
                        NoiseVectors.bytes("responder_static_xonly")))
                .isEqualTo(NoiseVectors.bytes("certificate message hash m"));
        byte[] encoded = NoiseVectors.certificate().encode();
        assertThat(encoded).isEqualTo(NoiseVectors.bytes("SIGNATURE_NOISE_MESSAGE (74)"));
        assertThat(Arrays.copyOfRange(encoded, 10, 74))
                .isEqualTo(NoiseVectors.bytes("signature (aux_rand = 32 zero bytes)"));
    }

    @Test
    void theResponderAnswersAsExpected() {
        byte[] act2 = answer.act2();
        assertThat(act2).hasSize(Integer.parseInt(NoiseVectors.text("act2 length")));
        assertThat(Sha256.of(act2)).isEqualTo(NoiseVectors.bytes("act2 SHA256"));
    }

    @Test
    void bothSidesSealAsExpected() throws Exception {
        NoiseInitiator initiator = new NoiseInitiator(
                NoiseVectors.authority().publicKey(), RANDOM, NoiseVectors.keyPair("initiator_ephemeral"));
        assertThat(initiator.act1()).isEqualTo(act1);
        NoiseKeys client = initiator.finish(answer.act2(), NoiseVectors.CERTIFIED_FROM);
        NoiseKeys server = answer.keys();
        exchange(client.sending(), server.receiving(), "000000520000", "transport: header ct (n=0)");
        exchange(
                client.sending(),
                server.receiving(),
                Hex.encode(NoiseVectors.SETUP_CONNECTION),
                "transport: payload ct (n=1)");
        exchange(server.sending(), client.receiving(), "000001060000", "reply header ct (c2,n=0)");
        exchange(server.sending(), client.receiving(), "020003000000", "reply payload ct (c2,n=1)");
        exchange(
                client.sending(),
                server.receiving(),
                "000071e3ff01",
                "big frame header ct (ext 0,type 0x71,len 131043; n=2)");
        byte[] sealed = sealBig(client.sending());
        assertThat(sealed).hasSize(Integer.parseInt(NoiseVectors.text("big payload ciphertext length")));
        assertThat(Sha256.of(sealed)).isEqualTo(NoiseVectors.bytes("big payload ciphertext SHA256"));
    }

    @Test
    void theTransportKeysAreAsExpected() {
        CipherState first = new CipherState(NoiseVectors.bytes("c1 (initiator->responder key)"));
        CipherState second = new CipherState(NoiseVectors.bytes("c2 (responder->initiator key)"));
        assertThat(seal(first, Hex.decode("000000520000"))).isEqualTo(NoiseVectors.bytes("transport: header ct (n=0)"));
        assertThat(seal(second, Hex.decode("000001060000"))).isEqualTo(NoiseVectors.bytes("reply header ct (c2,n=0)"));
    }

    private static void exchange(CipherState sender, CipherState receiver, String plain, String sealed)
            throws Exception {
        byte[] bytes = seal(sender, Hex.decode(plain));
        assertThat(Hex.encode(bytes)).as(sealed).isEqualTo(NoiseVectors.text(sealed));
        byte[] opened = new byte[bytes.length];
        int size = receiver.open(bytes, 0, bytes.length, opened, 0);
        assertThat(Hex.encode(opened, 0, size)).isEqualTo(plain);
    }

    private static byte[] seal(CipherState cipher, byte[] plain) {
        byte[] sealed = new byte[plain.length + CipherState.OVERHEAD_BYTES];
        assertThat(cipher.seal(plain, 0, plain.length, sealed, 0)).isEqualTo(sealed.length);
        return sealed;
    }

    private static byte[] sealBig(CipherState cipher) {
        byte[] plain = new byte[BIG_BYTES];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (i % 251);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < plain.length; at += CipherState.MAX_PLAIN_BYTES) {
            int end = Math.min(plain.length, at + CipherState.MAX_PLAIN_BYTES);
            out.writeBytes(seal(cipher, Arrays.copyOfRange(plain, at, end)));
        }
        return out.toByteArray();
    }
}
