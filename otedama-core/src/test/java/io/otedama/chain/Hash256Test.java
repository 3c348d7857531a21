package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Hash256Test {
    private static final String DISPLAY = "00000000000000d0dfd4c9d588d325dce4f32c1b31b7c0064cba7025a9b9adcc";
    private static final String INTERNAL = "ccadb9a92570ba4c06c0b7311b2cf3e4dc25d388d5c9d4dfd000000000000000";

    @Test
    void displayOrderIsTheReverseOfInternalOrder() {
        Hash256 hash = Hash256.ofDisplay(DISPLAY);
        assertThat(hash).hasToString(DISPLAY).isEqualTo(Hash256.ofInternal(Hex.decode(INTERNAL)));
        assertThat(hash.toInternalHex()).isEqualTo(INTERNAL);
        assertThat(Hex.encode(hash.toBytes())).isEqualTo(INTERNAL);
    }

    @Test
    void itIsImmutable() {
        byte[] bytes = Hex.decode(INTERNAL);
        Hash256 hash = Hash256.ofInternal(bytes);
        bytes[0] = 0;
        hash.toBytes()[1] = 0;
        assertThat(hash.toInternalHex()).isEqualTo(INTERNAL);
    }

    @Test
    void offsetsAreRespected() {
        byte[] padded = new byte[40];
        Hash256 hash = Hash256.ofDisplay(DISPLAY);
        hash.writeTo(padded, 5);
        assertThat(Hash256.ofInternal(padded, 5)).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(hash.matches(padded, 5)).isTrue();
        assertThat(hash.matches(padded, 4)).isFalse();
    }

    @Test
    void orderIsThatOfTheDisplayText() {
        SeededRandom random = SeededRandom.forTest(Hash256Test.class);
        for (int round = 0; round < 1_000; round++) {
            byte[] first = random.bytes(32);
            byte[] second = first.clone();
            second[random.nextInt(32)] = (byte) random.nextInt();
            Hash256 a = Hash256.ofInternal(first);
            Hash256 b = Hash256.ofInternal(second);
            assertThat(Integer.signum(a.compareTo(b)))
                    .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
        }
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> Hash256.ofInternal(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash256.ofInternal(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash256.ofInternal(new byte[40], 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash256.ofInternal(new byte[40], -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash256.ofDisplay(DISPLAY + "00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash256.ofDisplay("z".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hexOfFourBytesIsPaddedToTheLeft() {
        assertThat(Hex.encode8(1)).isEqualTo("00000001");
        assertThat(Hex.encode8(-1)).isEqualTo("ffffffff");
        assertThat(Hex.decode("aBcD")).containsExactly(0xab, 0xcd);
        assertThatThrownBy(() -> Hex.decode("abc")).isInstanceOf(IllegalArgumentException.class);
    }
}
