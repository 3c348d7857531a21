package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Sha256dTest {
    @Test
    void piecesAndTheWholeAgree() {
        byte[] message = SeededRandom.forTest(Sha256dTest.class).bytes(250);
        Sha256d sha = new Sha256d();
        byte[] out = new byte[40];
        sha.update(message, 0, 100);
        sha.update(message, 100, 150);
        sha.finish(out, 8);
        assertThat(Hash256.ofInternal(out, 8)).isEqualTo(Sha256d.of(message));
    }

    @Test
    void theResultMayReplaceTheMessage() {
        byte[] message = new byte[32];
        Hash256 expected = Sha256d.of(message);
        new Sha256d().hash(message, 0, 32, message, 0);
        assertThat(Hash256.ofInternal(message)).isEqualTo(expected);
    }

    @Test
    void aResultWithoutRoomDoesNotSpoilTheNextHash() {
        Sha256d sha = new Sha256d();
        byte[] message = {1, 2, 3};
        byte[] out = new byte[32];
        assertThatThrownBy(() -> sha.hash(message, 0, 3, out, 1)).isInstanceOf(IllegalArgumentException.class);
        sha.hash(message, 0, 3, out, 0);
        assertThat(Hash256.ofInternal(out)).isEqualTo(Sha256d.of(message));
    }
}
