package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The composition against the JDK's own ChaCha20-Poly1305. */
class ChaChaPolyTest {
    private static final long SEED = 20_260_801L;

    private final Random random = new Random(SEED);
    private final byte[] key = bytes(ChaChaPoly.KEY_BYTES);

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] byTheJdk(long counter, byte[] ad, byte[] plain) throws Exception {
        byte[] nonce = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putLong(counter)
                .array();
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(ad);
        return cipher.doFinal(plain);
    }

    @Test
    void sealsAndOpensAsTheJdkDoes() throws Exception {
        ChaChaPoly ours = new ChaChaPoly(key);
        int[] adSizes = {0, 1, 15, 16, 17, 32, 33};
        for (int size = 0; size < 300; size++) {
            byte[] ad = bytes(adSizes[size % adSizes.length]);
            check(ours, size < 3 ? -1L - size : random.nextLong(), ad, bytes(size));
        }
        for (int size : new int[] {1_000, 4_096, 16_385, CipherState.MAX_PLAIN_BYTES}) {
            check(ours, size, bytes(32), bytes(size));
        }
    }

    private void check(ChaChaPoly ours, long counter, byte[] ad, byte[] plain) throws Exception {
        byte[] sealed = new byte[plain.length + ChaChaPoly.TAG_BYTES];
        ours.seal(counter, ad, plain, 0, plain.length, sealed, 0);
        assertThat(sealed).as("seed %d, %d bytes", SEED, plain.length).isEqualTo(byTheJdk(counter, ad, plain));
        byte[] opened = new byte[plain.length];
        assertThat(ours.open(counter, ad, sealed, 0, sealed.length, opened, 0)).isTrue();
        assertThat(opened).isEqualTo(plain);
    }

    @Test
    void textAndSealedTextMayShareAnArray() {
        ChaChaPoly ours = new ChaChaPoly(key);
        byte[] plain = bytes(200);
        byte[] array = Arrays.copyOf(plain, plain.length + ChaChaPoly.TAG_BYTES);
        ours.seal(1, new byte[0], array, 0, plain.length, array, 0);
        assertThat(Arrays.copyOf(array, plain.length)).isNotEqualTo(plain);
        assertThat(ours.open(1, new byte[0], array, 0, array.length, array, 0)).isTrue();
        assertThat(Arrays.copyOf(array, plain.length)).isEqualTo(plain);
    }

    @Test
    void whatDoesNotOpenWritesNothing() {
        ChaChaPoly ours = new ChaChaPoly(key);
        byte[] sealed = new byte[100 + ChaChaPoly.TAG_BYTES];
        ours.seal(1, new byte[0], bytes(100), 0, 100, sealed, 0);
        byte[] out = new byte[100];
        assertThat(ours.open(1, new byte[] {1}, sealed, 0, sealed.length, out, 0))
                .as("other ad")
                .isFalse();
        assertThat(ours.open(2, new byte[0], sealed, 0, sealed.length, out, 0))
                .as("other nonce")
                .isFalse();
        assertThat(out).containsOnly(0);
        assertThat(ours.open(1, new byte[0], sealed, 0, sealed.length, out, 0)).isTrue();
    }

    @Test
    void aDestroyedCipherHasAnotherKey() {
        ChaChaPoly ours = new ChaChaPoly(key);
        byte[] sealed = new byte[20 + ChaChaPoly.TAG_BYTES];
        ours.seal(1, new byte[0], new byte[20], 0, 20, sealed, 0);
        ours.destroy();
        assertThat(ours.open(1, new byte[0], sealed, 0, sealed.length, new byte[20], 0))
                .isFalse();
    }
}
