package io.otedama.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.SeededRandom;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {
    private static long[] divide(long amount, long... weights) {
        return LargestRemainder.divide(
                amount,
                Arrays.stream(weights).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new),
                Integer::compare);
    }

    @Test
    void theUnitsThatAreLeftGoToTheLargestRemaindersAndTiesToTheFirst() {
        assertThat(divide(1000, 1, 1, 1)).containsExactly(334, 333, 333);
        assertThat(divide(312_500_000, 5, 3, 1)).containsExactly(173_611_111, 104_166_667, 34_722_222);
        assertThat(divide(0, 1, 2)).containsExactly(0, 0);
        assertThat(divide(2, 0, 1, 0)).containsExactly(0, 2, 0);
    }

    @Test
    void partsAddUpAndAreLessThanAUnitAwayFromTheExactOnes() {
        SeededRandom random = SeededRandom.forTest(getClass());
        for (int round = 0; round < 500; round++) {
            BigInteger[] weights = new BigInteger[1 + random.nextInt(50)];
            Arrays.setAll(weights, i -> new BigInteger(random.nextInt(128), random));
            weights[random.nextInt(weights.length)] = BigInteger.ONE.shiftLeft(random.nextInt(128));
            BigInteger total = Arrays.stream(weights).reduce(BigInteger.ZERO, BigInteger::add);
            long amount = random.nextLong() >>> 1 + random.nextInt(62);
            long[] parts = LargestRemainder.divide(amount, weights, Integer::compare);
            assertThat(Arrays.stream(parts).sum()).isEqualTo(amount);
            for (int i = 0; i < parts.length; i++) {
                BigInteger exact = BigInteger.valueOf(amount).multiply(weights[i]);
                BigInteger distance = BigInteger.valueOf(parts[i])
                        .multiply(total)
                        .subtract(exact)
                        .abs();
                assertThat(distance).isLessThan(total);
            }
        }
    }

    @Test
    void whatCannotBeDividedIsRefused() {
        assertThatThrownBy(() -> divide(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> divide(1, -1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> divide(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> divide(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
