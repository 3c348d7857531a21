package io.otedama.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkTest {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final Work MAX = new Work(-1, -1);

    /** The first is chain work of Bitcoin's genesis block as every node shows it, the last that of a regtest block. */
    @ParameterizedTest
    @CsvSource({"1d00ffff, 100010001", "1e0ffff0, 100010", "1e0377ae, 49d414", "207fffff, 2"})
    void workOfCompactBits(String bits, String hex) {
        Target target = Target.ofCompact(Integer.parseUnsignedInt(bits, 16));
        assertThat(Work.of(target).toBigInteger()).isEqualTo(new BigInteger(hex, 16));
    }

    @Test
    void rule15_integerTargetsGiveIntegerWork() {
        SeededRandom random = SeededRandom.forTest(WorkTest.class);
        for (int round = 0; round < 5_000; round++) {
            BigInteger target = new BigInteger(256, random).setBit(255).shiftRight(random.nextInt(127));
            assertThat(Work.of(Target.of(target)).toBigInteger())
                    .isEqualTo(BigInteger.ONE.shiftLeft(256).divide(target.add(BigInteger.ONE)));
        }
    }

    @Test
    void workThatNeedsMoreThan128BitsIsRefused() {
        Target smallest = Target.of(BigInteger.ONE.shiftLeft(128));
        assertThat(Work.of(smallest).toBigInteger().bitLength()).isEqualTo(128);
        assertThatThrownBy(() -> Work.of(Target.of(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE))))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Work.of(BigInteger.ONE.negate())).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void sumsCarryAndCompareLikeBigIntegers() {
        SeededRandom random = SeededRandom.forTest(WorkTest.class);
        long[] edges = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE};
        for (int round = 0; round < 10_000; round++) {
            Work a = new Work(word(random, edges), word(random, edges));
            Work b = new Work(word(random, edges), word(random, edges));
            BigInteger sum = a.toBigInteger().add(b.toBigInteger());
            if (sum.bitLength() > 128) {
                assertThatThrownBy(() -> a.plus(b)).isInstanceOf(ArithmeticException.class);
            } else {
                assertThat(a.plus(b)).isEqualTo(Work.of(sum)).hasToString(sum.toString());
            }
            assertThat(Integer.signum(a.compareTo(b)))
                    .isEqualTo(a.toBigInteger().compareTo(b.toBigInteger()));
        }
    }

    @Test
    void theCarryItselfMayOverflow() {
        assertThat(new Work(0, -1).plus(new Work(0, 1))).isEqualTo(new Work(1, 0));
        assertThat(new Work(-2, -1).plus(new Work(0, 1))).isEqualTo(new Work(-1, 0));
        assertThatThrownBy(() -> MAX.plus(new Work(0, 1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Work(-1, -1).plus(MAX)).isInstanceOf(ArithmeticException.class);
        assertThat(MAX.plus(Work.ZERO)).isEqualTo(MAX);
        assertThat(MAX.toBigInteger()).isEqualTo(TWO_64.multiply(TWO_64).subtract(BigInteger.ONE));
    }

    private static long word(SeededRandom random, long[] edges) {
        return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : random.nextLong();
    }
}
