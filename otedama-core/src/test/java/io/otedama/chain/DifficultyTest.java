package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifficultyTest {
    private static final long SHA256D = 1;
    private static final long SCRYPT = 65_536;

    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 00000001fffe",
        "1, 1, 00000000ffff",
        "1024, 1, 00000000003fffc",
        "65536, 1, 000000000000ffff",
        "16, 65536, 00000ffff",
        "1, 65536, 0000ffff",
        "0.001, 65536, 03e7fc18",
    })
    void rule15_integerTargetsOfTheTable(String difficulty, long multiplier, String leadingDigits) {
        assertThat(Difficulty.of(difficulty).toTarget(multiplier))
                .hasToString(leadingDigits + "0".repeat(64 - leadingDigits.length()));
    }

    @Test
    void rule15_integerTargetsAreTheFloorOfTheFormula() {
        SeededRandom random = SeededRandom.forTest(DifficultyTest.class);
        BigInteger d1 = BigInteger.valueOf(0xffff).shiftLeft(208);
        for (int round = 0; round < 5_000; round++) {
            long digits = 1 + random.nextLong(999_999_999_999_999L);
            int scale = random.nextInt(20) - 5;
            long multiplier = random.nextBoolean() ? SHA256D : SCRYPT;
            Difficulty difficulty = Difficulty.of(BigDecimal.valueOf(digits, scale));
            BigInteger dividend = d1.multiply(BigInteger.valueOf(multiplier)).multiply(BigInteger.TEN.pow(20));
            BigInteger expected = dividend.divide(
                    difficulty.toBigDecimal().multiply(BigDecimal.TEN.pow(20)).toBigIntegerExact());
            assertThat(difficulty.toTarget(multiplier).toBigInteger())
                    .isEqualTo(expected.min(Target.MAX.toBigInteger()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000000000001", "1E-18", "1E-300", "2.3E-10"})
    void tinyDifficultiesMeanTheGreatestTarget(String tiny) {
        assertThat(Difficulty.of(tiny).toTarget(SHA256D)).isEqualTo(Target.MAX);
        assertThat(Work.of(Difficulty.of(tiny).toTarget(SHA256D)).toBigInteger())
                .isEqualTo(BigInteger.ONE);
    }

    @ParameterizedTest
    @CsvSource({
        "1d00ffff, 1, 1",
        "1a02816e, 1, 6695826.28268",
        "18013ce9, 1, 888171856257",
        "1e0ffff0, 1, 0.000244140625",
        "207fffff, 1, 0.000000000465654237",
        "207fffff, 65536, 0.0000305171161",
    })
    void difficultyOfCompactBits(String bits, long multiplier, String expected) {
        Target target = Target.ofCompact(Integer.parseUnsignedInt(bits, 16));
        BigDecimal exact = Difficulty.exactly(target, multiplier);
        assertThat(exact).isCloseTo(new BigDecimal(expected), Percentage.withPercentage(0.0001));
        assertThat(exact.precision()).isLessThanOrEqualTo(12);
    }

    @Test
    void aDifficultyOfATargetStillIncludesIt() {
        SeededRandom random = SeededRandom.forTest(DifficultyTest.class);
        for (int round = 0; round < 5_000; round++) {
            Target target = Target.of(new BigInteger(255 - random.nextInt(80), random).setBit(175));
            long multiplier = random.nextBoolean() ? SHA256D : SCRYPT;
            Difficulty difficulty = Difficulty.ofTarget(target, multiplier);
            assertThat(difficulty.toTarget(multiplier)).isGreaterThanOrEqualTo(target);
            assertThat(difficulty.toBigDecimal().precision()).isLessThanOrEqualTo(Difficulty.CHOSEN_DIGITS);
            BigDecimal next =
                    difficulty.toBigDecimal().add(difficulty.toBigDecimal().ulp());
            assertThat(Difficulty.of(next.max(difficulty.toBigDecimal().multiply(new BigDecimal("1.01"))))
                            .toTarget(multiplier))
                    .isLessThan(target);
        }
        assertThat(Difficulty.ofTarget(Target.of(BigInteger.ZERO), 1)).isEqualTo(Difficulty.MAX);
        assertThat(Difficulty.ofTarget(Target.MAX, 1)).isGreaterThan(Difficulty.MIN);
    }

    @Test
    void writtenDifficultiesAreKeptAsWritten() {
        assertThat(Difficulty.of("65536")).hasToString("65536");
        assertThat(Difficulty.of("0.001")).hasToString("0.001");
        assertThat(Difficulty.of("1.50")).hasToString("1.5").isEqualTo(Difficulty.of("1.5"));
        assertThat(Difficulty.of("1e6")).hasToString("1000000").hasSameHashCodeAs(Difficulty.of(1_000_000));
        assertThat(Difficulty.of("1234567890123456789")).hasToString("1234567890123450000");
        assertThat(Difficulty.of("1E+999999999")).isEqualTo(Difficulty.MAX);
        assertThat(Difficulty.of("1E-999999999")).isEqualTo(Difficulty.MIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0e5", "-1E+999999999", "", "x", "NaN", "Infinity", "0x10", "1,5"})
    void whatIsNoDifficulty(String text) {
        assertThatThrownBy(() -> Difficulty.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoMultiplier() {
        assertThatThrownBy(() -> Difficulty.ONE.toTarget(0)).hasMessageContaining("share multiplier");
        assertThatThrownBy(() -> Difficulty.exactly(Target.MAX, -1)).hasMessageContaining("share multiplier");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1023, 512", "1024, 1024", "0.3, 0.25", "0.001, 0.0009765625", "5E-7, 4.76837158203125E-7"})
    void powersOfTwo(String difficulty, String expected) {
        assertThat(Difficulty.of(difficulty).toPowerOfTwo()).isEqualTo(Difficulty.of(expected));
    }

    @Test
    void everyDifficultySurvivesItsText() {
        SeededRandom random = SeededRandom.forTest(DifficultyTest.class);
        for (int round = 0; round < 2_000; round++) {
            Difficulty written =
                    Difficulty.of(BigDecimal.valueOf(1 + random.nextLong(Long.MAX_VALUE - 1), random.nextInt(36) - 5));
            Difficulty power = written.toPowerOfTwo();
            Difficulty moved = written.scaledBy(new BigDecimal("1.37"));
            assertThat(power).isLessThanOrEqualTo(written);
            for (Difficulty d : new Difficulty[] {written, power, moved}) {
                assertThat(Difficulty.of(d.toString())).isEqualTo(d);
                assertThat(d).isBetween(Difficulty.MIN, Difficulty.MAX);
            }
        }
    }

    @Test
    void scalingKeepsThreeDigits() {
        assertThat(Difficulty.of(1000).scaledBy(new BigDecimal("1.23456"))).hasToString("1230");
        assertThat(Difficulty.ONE.min(Difficulty.of(2)).max(Difficulty.of("0.5")))
                .isEqualTo(Difficulty.ONE);
    }

    @Test
    void aShareTargetIsWorthItsTarget() {
        ShareTarget share = ShareTarget.of(Difficulty.ONE, SHA256D);
        assertThat(share.target()).isEqualTo(Target.DIFFICULTY_1);
        assertThat(share.work().toBigInteger()).isEqualTo(BigInteger.valueOf(0x1_0001_0001L));
    }
}
