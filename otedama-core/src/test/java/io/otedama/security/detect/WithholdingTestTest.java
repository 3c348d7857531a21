package io.otedama.security.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vectors computed by hand from the formulas; rates from seeded simulation. */
class WithholdingTestTest {
    private static final long SEED = 20_11;

    @Test
    void waldsBounds() {
        SprtBounds one = SprtBounds.wald(0.05, 0.10);
        assertThat(one.upper()).isCloseTo(2.890372, within(1e-6)); // ln(0.90 / 0.05) = ln 18
        assertThat(one.lower()).isCloseTo(-2.251292, within(1e-6)); // ln(0.10 / 0.95)
        SprtBounds other = SprtBounds.wald(0.01, 0.01);
        assertThat(other.upper()).isCloseTo(4.595120, within(1e-6)); // ln 99
        assertThat(other.lower()).isCloseTo(-4.595120, within(1e-6));
        assertThatThrownBy(() -> SprtBounds.wald(0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SprtBounds.wald(0, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesBounds() {
        assertThat(SprtBounds.page(10_000, 1).upper()).isCloseTo(9.210440, within(1e-6)); // ln 10,001
        assertThat(SprtBounds.page(10_000, 3).upper()).isCloseTo(10.308986, within(1e-6)); // ln 30,001
        assertThat(SprtBounds.page(10_000, 3).lower()).isZero();
        assertThatThrownBy(() -> SprtBounds.page(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SprtBounds(1, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRatioIsThatOfPoissonCounts() {
        WithholdingTest test = new WithholdingTest(new SprtBounds(100, -100), 0.5, 0.25);
        test.observe(3.5, 2);
        assertThat(test.ratio(0)).isCloseTo(3.5 * 0.5 - 2 * 0.693147, within(1e-5)); // ln 0.5
        assertThat(test.ratio(1)).isCloseTo(3.5 * 0.25 - 2 * 0.287682, within(1e-5)); // ln 0.75
        assertThat(test.expectedBlocks()).isEqualTo(3.5);
        assertThat(test.foundBlocks()).isEqualTo(2);
    }

    @Test
    void ratiosStartAgainAtTheLowerBound() {
        WithholdingTest page = new WithholdingTest(new SprtBounds(10, 0), 0.5);
        page.observe(1, 1); // 0.5 - 0.69 is below 0
        assertThat(page.ratio(0)).isZero();
        WithholdingTest wald = new WithholdingTest(new SprtBounds(10, -1), 0.5);
        wald.observe(1, 1);
        assertThat(wald.ratio(0)).isCloseTo(0.5 - Math.log(2), within(1e-12));
        wald.observe(1, 2); // -0.19 + 0.5 - 1.39 is below -1
        assertThat(wald.ratio(0)).isZero();
    }

    @Test
    void allWithheldIsALongGapAndNothingElse() {
        WithholdingTest test = new WithholdingTest(SprtBounds.page(10_000, 1), 1);
        assertThat(test.observe(9.2104, 0)).as("just below ln 10,001").isEqualTo(WithholdingTest.NONE);
        assertThat(test.observe(0, 1)).isEqualTo(WithholdingTest.NONE);
        assertThat(test.ratio(0)).as("one block clears everything").isZero();
        assertThat(test.observe(9.2104, 0)).isEqualTo(WithholdingTest.NONE);
        assertThat(test.observe(0.0001, 0)).as("at the limit").isZero();
        assertThat(test.ratio(0)).as("starts again after an alarm").isZero();
    }

    @Test
    void partsAreCheckedAndTheStrongestEvidenceIsNamed() {
        assertThatThrownBy(() -> new WithholdingTest(SprtBounds.page(10, 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WithholdingTest(SprtBounds.page(10, 1), 1.01))
                .isInstanceOf(IllegalArgumentException.class);
        WithholdingTest test = new WithholdingTest(new SprtBounds(4, 0), 0.5, 1);
        assertThat(test.withheld(test.observe(10, 0))).isEqualTo(1);
    }

    /** e^upper - 1 is the mean time to the first gap: here 19, so 20 nats' worth is seen often enough to measure. */
    @Test
    void falseAlarmsComeAsOftenAsTheFormulaSaysAndNotMoreOften() {
        double expected = 200_000;
        double mean = expected / alarms(new WithholdingTest(SprtBounds.page(19, 1), 1), 0, expected);
        assertThat(mean).as("seed %d: one alternative, an equation", SEED).isBetween(19.0, 21.0);
        double all = expected / alarms(new WithholdingTest(SprtBounds.page(100, 3), 0.25, 0.5, 1), 0, expected);
        assertThat(all).as("seed %d: three alternatives, a lower bound", SEED).isBetween(100.0, 400.0);
    }

    @Test
    void honestSharesThatAreNearlyBlocksDoNotRaiseMoreAlarms() {
        Random random = new Random(SEED);
        WithholdingTest test = new WithholdingTest(SprtBounds.page(100, 3), 0.25, 0.5, 1);
        int alarms = 0;
        for (int i = 0; i < 100_000; i++) { // each share is a block with probability 1/2
            alarms += test.observe(0.5, random.nextInt(2)) == WithholdingTest.NONE ? 0 : 1;
        }
        assertThat(alarms)
                .as("seed %d, 50,000 expected blocks, at most one in 100", SEED)
                .isLessThan(500);
        WithholdingTest regtest = new WithholdingTest(SprtBounds.page(1, 3), 0.25, 0.5, 1);
        for (int i = 0; i < 1_000; i++) { // every share is a block
            assertThat(regtest.observe(1, 1)).isEqualTo(WithholdingTest.NONE);
        }
    }

    @Test
    void whoWithholdsIsFoundAfterAboutTheExpectedNumberOfBlocks() {
        double upper = SprtBounds.page(10_000, 3).upper();
        assertThat(meanDelay(1)).as("exactly the upper bound").isBetween(upper, upper + 0.2);
        double half = upper / (0.5 + 0.5 * Math.log(0.5)); // 67, less what starting at a bound saves
        assertThat(meanDelay(0.5)).as("seed %d", SEED).isBetween(0.6 * half, 1.1 * half);
    }

    /** Mean expected blocks from start to alarm, with so much withheld. */
    private static double meanDelay(double withheld) {
        double sum = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            Random random = new Random(SEED + run);
            WithholdingTest test = DetectionConfig.DEFAULT.newWithholdingTest();
            int guilty = WithholdingTest.NONE;
            while (guilty == WithholdingTest.NONE) {
                guilty = test.observe(0.05, poisson(random, 0.05 * (1 - withheld)));
            }
            sum += test.expectedBlocks();
        }
        return sum / runs;
    }

    private static int alarms(WithholdingTest test, double withheld, double expectedBlocks) {
        Random random = new Random(SEED);
        double step = 0.1;
        int alarms = 0;
        for (long i = 0; i < expectedBlocks / step; i++) {
            alarms += test.observe(step, poisson(random, step * (1 - withheld))) == WithholdingTest.NONE ? 0 : 1;
        }
        return alarms;
    }

    private static int poisson(Random random, double mean) {
        double left = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > left) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
