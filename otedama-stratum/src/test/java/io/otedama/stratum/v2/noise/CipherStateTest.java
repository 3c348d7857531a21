package io.otedama.stratum.v2.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.otedama.stratum.v2.frame.FrameException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherStateTest {
    private static final byte[] KEY = new byte[ChaChaPoly.KEY_BYTES];

    private final CipherState sender = new CipherState(KEY);
    private final CipherState receiver = new CipherState(KEY);

    private byte[] sealed(int... plain) {
        byte[] bytes = new byte[plain.length];
        for (int i = 0; i < plain.length; i++) {
            bytes[i] = (byte) plain[i];
        }
        byte[] out = new byte[plain.length + CipherState.OVERHEAD_BYTES];
        sender.seal(bytes, 0, bytes.length, out, 0);
        return out;
    }

    private byte[] open(byte[] sealed) throws FrameException {
        byte[] out = new byte[sealed.length];
        return Arrays.copyOf(out, receiver.open(sealed, 0, sealed.length, out, 0));
    }

    @Test
    void piecesOpenInTheirOrder() throws FrameException {
        byte[] one = sealed(1);
        byte[] two = sealed(1);
        assertThat(one).isNotEqualTo(two);
        assertThat(open(one)).containsExactly(1);
        assertThat(open(two)).containsExactly(1);
        assertThat(receiver.nonce()).isEqualTo(sender.nonce()).isEqualTo(2);
    }

    @Test
    void reorderedPiecesDoNotOpen() throws FrameException {
        byte[] one = sealed(1);
        byte[] two = sealed(2);
        assertThatThrownBy(() -> open(two)).isInstanceOf(FrameException.class).hasMessageContaining("sealed piece 0");
        assertThat(receiver.nonce()).as("counts successes only").isZero();
        assertThat(open(one)).containsExactly(1);
    }

    @Test
    void aRepeatedPieceDoesNotOpen() throws FrameException {
        byte[] one = sealed(1);
        open(one);
        assertThatThrownBy(() -> open(one)).isInstanceOf(FrameException.class).hasMessageContaining("sealed piece 1");
    }

    @Test
    void noBitOfAPieceCanBeChanged() {
        byte[] piece = sealed(1, 2, 3, 4, 5, 6);
        for (int bit = 0; bit < 8 * piece.length; bit++) {
            byte[] changed = piece.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> open(changed)).as("bit %d", bit).isInstanceOf(FrameException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 17", "65519, 65535", "65520, 65552", "131043, 131091"})
    void aPayloadGrowsByOneTagPerChunk(int plain, int expected) {
        byte[] out = new byte[CipherState.MAX_SEALED_BYTES];
        int total = 0;
        for (int left = plain; left > 0; left -= Math.min(left, CipherState.MAX_PLAIN_BYTES)) {
            int length = Math.min(left, CipherState.MAX_PLAIN_BYTES);
            total += sender.seal(new byte[length], 0, length, out, 0);
        }
        assertThat(total).isEqualTo(expected);
    }

    @Test
    void longerPiecesAreRefusedBothWays() {
        int tooLong = CipherState.MAX_PLAIN_BYTES + 1;
        assertThatThrownBy(() -> sender.seal(new byte[tooLong], 0, tooLong, new byte[tooLong + 16], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65519");
        assertThatThrownBy(() -> open(new byte[CipherState.MAX_SEALED_BYTES + 1]))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> open(new byte[CipherState.OVERHEAD_BYTES - 1]))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("15");
        assertThat(sender.nonce()).isZero();
    }

    @Test
    void anArrayThatIsTooSmallIsRefusedBeforeANonceIsUsed() {
        assertThatThrownBy(() -> sender.seal(new byte[6], 0, 6, new byte[21], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> receiver.open(new byte[22], 0, 22, new byte[5], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(sender.nonce()).isZero();
    }

    @Test
    void theLastNonceIsNeverUsed() throws FrameException {
        CipherState lastButOne = new CipherState(KEY, -2);
        byte[] piece = new byte[CipherState.OVERHEAD_BYTES + 1];
        lastButOne.seal(new byte[1], 0, 1, piece, 0);
        assertThatThrownBy(() -> lastButOne.seal(new byte[1], 0, 1, piece, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nonces");
        CipherState opener = new CipherState(KEY, -2);
        opener.open(piece, 0, piece.length, new byte[1], 0);
        assertThatThrownBy(() -> opener.open(piece, 0, piece.length, new byte[1], 0))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("nonces");
        assertThat(opener).hasToString("CipherState[nonce=18446744073709551615]");
    }

    @Test
    void aDestroyedStateRefusesToWork() {
        sender.destroy();
        assertThatThrownBy(() -> sealed(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealingAndOpeningAllocateNothing() throws FrameException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] plain = new byte[24];
        byte[] sealed = new byte[40];
        long before = 0;
        int pieces = 100_000;
        for (int i = 0; i < 2 * pieces; i++) {
            if (i == pieces) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            sender.seal(plain, 0, plain.length, sealed, 0);
            receiver.open(sealed, 0, sealed.length, plain, 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(pieces);
    }
}
