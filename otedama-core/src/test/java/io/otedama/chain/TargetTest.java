package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);

    @ParameterizedTest
    @CsvSource({
        "1d00ffff, 00000000ffff",
        "1a02816e, 00000000000002816e",
        "18013ce9, 0000000000000000013ce9",
        "1e0ffff0, 00000ffff0",
        "207fffff, 7fffff",
        "1e0377ae, 00000377ae",
        "1d031050, 000000031050",
        "1b364184, 0000000000364184",
    })
    void compactBits(String bits, String leadingDigits) {
        Target target = Target.ofCompact(Integer.parseUnsignedInt(bits, 16));
        assertThat(target).hasToString(leadingDigits + "0".repeat(64 - leadingDigits.length()));
        assertThat(Hex.encode8(target.toCompact())).isEqualTo(bits);
    }

    @Test
    void compactBitsWithASmallExponentShiftRight() {
        assertThat(Target.ofCompact(0x01123456).toBigInteger()).isEqualTo(0x12);
        assertThat(Target.ofCompact(0x02123456).toBigInteger()).isEqualTo(0x1234);
        assertThat(Target.ofCompact(0x03123456).toBigInteger()).isEqualTo(0x123456);
        assertThat(Target.ofCompact(0x04123456).toBigInteger()).isEqualTo(0x12345600);
        assertThat(Target.of(BigInteger.valueOf(0x80)).toCompact()).isEqualTo(0x02008000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000000", "01003456", "1d80ffff", "04923456", "ff123456", "23000100", "21010000", "227fffff"})
    void impossibleCompactBits(String bits) {
        assertThatThrownBy(() -> Target.ofCompact(Integer.parseUnsignedInt(bits, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(bits);
    }

    @Test
    void greatestCompactBits() {
        assertThat(Target.ofCompact(0x2100ffff).toBigInteger().bitLength()).isEqualTo(256);
        assertThat(Hex.encode8(Target.MAX.toCompact())).isEqualTo("2100ffff");
    }

    @Test
    void rule15_integerTargetsCompareLikeBigIntegers() {
        SeededRandom random = SeededRandom.forTest(TargetTest.class);
        for (int round = 0; round < 20_000; round++) {
            byte[] left = random.bytes(40);
            byte[] right = random.bytes(32);
            int same = random.nextInt(33); // the upper bytes that both have in common
            System.arraycopy(right, 32 - same, left, 8 + 32 - same, same);
            BigInteger hash = littleEndian(left, 8);
            Target target = Target.of(littleEndian(right, 0));
            assertThat(target.isMetBy(left, 8)).isEqualTo(hash.compareTo(target.toBigInteger()) <= 0);
            assertThat(target.isMetBy(Hash256.ofInternal(left, 8))).isEqualTo(target.isMetBy(left, 8));
            assertThat(Integer.signum(Target.of(hash).compareTo(target)))
                    .isEqualTo(hash.compareTo(target.toBigInteger()));
        }
    }

    @Test
    void rule15_integerTargetsAreMetUpToTheLastBit() {
        SeededRandom random = SeededRandom.forTest(TargetTest.class);
        for (int round = 0; round < 2_000; round++) {
            BigInteger value = new BigInteger(1 + random.nextInt(255), random).add(BigInteger.ONE);
            Target target = Target.of(value);
            assertThat(target.isMetBy(hash(value))).isTrue();
            assertThat(target.isMetBy(hash(value.subtract(BigInteger.ONE)))).isTrue();
            assertThat(target.isMetBy(hash(value.add(BigInteger.ONE)))).isFalse();
        }
        assertThat(Target.MAX.isMetBy(hash(LIMIT.subtract(BigInteger.ONE)))).isTrue();
        assertThat(Target.of(BigInteger.ZERO).isMetBy(Hash256.ZERO)).isTrue();
        assertThat(Target.of(BigInteger.ZERO).isMetBy(hash(BigInteger.ONE))).isFalse();
    }

    @Test
    void valueHexAndEqualityComeBack() {
        SeededRandom random = SeededRandom.forTest(TargetTest.class);
        for (int round = 0; round < 1_000; round++) {
            BigInteger value = new BigInteger(random.nextInt(257), random);
            Target target = Target.of(value);
            assertThat(target.toBigInteger()).isEqualTo(value);
            assertThat(Target.ofHex(target.toString())).isEqualTo(target).hasSameHashCodeAs(target);
            assertThat(target.expectedHashes()).isEqualTo(LIMIT.divide(value.add(BigInteger.ONE)));
        }
    }

    @Test
    void compactFormRoundsDownAndIsStable() {
        SeededRandom random = SeededRandom.forTest(TargetTest.class);
        for (int round = 0; round < 1_000; round++) {
            Target target = Target.of(new BigInteger(random.nextInt(256), random).add(BigInteger.ONE));
            Target cut = Target.ofCompact(target.toCompact());
            assertThat(cut).isLessThanOrEqualTo(target);
            assertThat(cut.toCompact()).isEqualTo(target.toCompact());
        }
    }

    @Test
    void littleEndianBytes() {
        byte[] bytes = new byte[34];
        Target.DIFFICULTY_1.writeLittleEndian(bytes, 1);
        assertThat(Hex.encode(bytes)).isEqualTo("00" + "00".repeat(26) + "ffff" + "00".repeat(5));
        assertThat(Target.ofLittleEndian(bytes, 1)).isEqualTo(Target.DIFFICULTY_1);
        assertThatThrownBy(() -> Target.ofLittleEndian(bytes, 3)).isInstanceOf(IllegalArgumentException.class);
        SeededRandom random = SeededRandom.forTest(TargetTest.class);
        for (int round = 0; round < 1_000; round++) {
            random.nextBytes(bytes);
            assertThat(Target.ofLittleEndian(bytes, 2).toBigInteger()).isEqualTo(littleEndian(bytes, 2));
        }
    }

    @Test
    void valuesThatAreNoTarget() {
        assertThatThrownBy(() -> Target.of(LIMIT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.of(BigInteger.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.ofHex("00")).hasMessageContaining("64 hex digits");
        assertThatThrownBy(() -> Target.ofHex("g".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigInteger littleEndian(byte[] bytes, int offset) {
        return new BigInteger(1, Hex.reversed(Hash256.ofInternal(bytes, offset).toBytes()));
    }

    private static Hash256 hash(BigInteger value) {
        return Hash256.ofDisplay(Target.of(value).toString());
    }

    /** Stratum V2 reference implementation, hash_rate_to_target: comments of its own tests. */
    @ParameterizedTest
    @CsvSource({
        "60, 04325c53ef368eb04325c53ef368eb04325c53ef368eb04325c53ef368eb0431",
        "60000, 0001179d9861a761ffdadd11c307c4fc04eea3a418f7d687584e4434af158205",
        "0, ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    })
    void aTargetOfExpectedHashes(long hashes, String hex) {
        assertThat(Target.ofExpectedHashes(BigInteger.valueOf(hashes))).isEqualTo(Target.ofHex(hex));
    }

    @Test
    void theMostHashesThatCanBeExpectedLeaveATarget() {
        Target hardest = Target.ofExpectedHashes(BigInteger.ONE.shiftLeft(300));
        assertThat(hardest.toBigInteger()).isEqualTo(BigInteger.ZERO);
    }
}
