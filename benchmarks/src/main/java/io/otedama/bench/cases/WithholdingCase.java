package io.otedama.bench.cases;

import io.otedama.bench.run.BenchResult;
import io.otedama.security.detect.DetectionConfig;
import io.otedama.security.detect.SprtBounds;
import io.otedama.security.detect.WithholdingTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * What the withholding test finds, and how often it is wrong: Poisson blocks, looked at every quarter of an expected block.
 *
 * @param runs miners for each part withheld
 * @param honestBlocks expected blocks of honest work in all
 */
record WithholdingCase(long seed, int runs, long honestBlocks) {
    private static final double STEP = 0.25;
    private static final double[] PARTS = {0.25, 0.5, 0.75, 1};
    private static final int[] MARKS = {5, 10, 15, 20, 30, 50, 100, 200, 500, 1000};
    private static final double ERROR = 0.01;

    void run(BenchResult result) {
        DetectionConfig config = DetectionConfig.DEFAULT;
        result.parameter("seed", seed).parameter("runs", runs).parameter("honestBlocks", honestBlocks);
        result.number("promisedBetweenFalseAlarms", config.expectedBlocks());
        result.number(
                "upperNats",
                SprtBounds.page(config.expectedBlocks(), config.withheld().size())
                        .upper());
        for (double part : PARTS) {
            result.number("withheld" + Math.round(100 * part), power(config, part));
        }
        result.number("honest", honest(config));
        result.number("wald", wald());
    }

    private Map<String, Object> power(DetectionConfig config, double part) {
        Blocks blocks = new Blocks(seed, STEP * (1 - part));
        double[] delays = new double[runs];
        for (int run = 0; run < runs; run++) {
            WithholdingTest test = config.newWithholdingTest();
            int guilty = WithholdingTest.NONE;
            while (guilty == WithholdingTest.NONE) {
                guilty = test.observe(STEP, blocks.next());
            }
            delays[run] = test.expectedBlocks();
        }
        Arrays.sort(delays);
        Map<String, Object> power = new LinkedHashMap<>();
        power.put("meanExpectedBlocks", Arrays.stream(delays).average().orElseThrow());
        power.put("medianExpectedBlocks", delays[runs / 2]);
        power.put("p90ExpectedBlocks", delays[(int) (runs * 0.9)]);
        Map<String, Object> found = new LinkedHashMap<>();
        for (int mark : MARKS) {
            found.put(
                    Integer.toString(mark),
                    100.0 * Arrays.stream(delays).filter(d -> d <= mark).count() / runs);
        }
        power.put("foundPercentByExpectedBlocks", found);
        return power;
    }

    private Map<String, Object> honest(DetectionConfig config) {
        Blocks blocks = new Blocks(seed + 1, STEP);
        WithholdingTest test = config.newWithholdingTest();
        long alarms = 0;
        for (long i = 0; i < honestBlocks / STEP; i++) {
            alarms += test.observe(STEP, blocks.next()) == WithholdingTest.NONE ? 0 : 1;
        }
        Map<String, Object> honest = new LinkedHashMap<>();
        honest.put("expectedBlocks", honestBlocks);
        honest.put("falseAlarms", alarms);
        honest.put("expectedBlocksBetween", (double) honestBlocks / Math.max(1, alarms));
        return honest;
    }

    /** The single test of Wald, alpha = beta = 1 %, half of the blocks withheld or none. */
    private Map<String, Object> wald() {
        SprtBounds bounds = SprtBounds.wald(ERROR, ERROR);
        Map<String, Object> wald = new LinkedHashMap<>();
        wald.put("alphaPercent", 100 * ERROR);
        wald.put("betaPercent", 100 * ERROR);
        single(wald, "honest", bounds, 1);
        single(wald, "withheld50", bounds, 0.5);
        return wald;
    }

    private void single(Map<String, Object> into, String name, SprtBounds bounds, double rate) {
        Blocks blocks = new Blocks(seed + 2, STEP * rate);
        long guilty = 0;
        double expected = 0;
        for (int run = 0; run < runs; run++) {
            double ratio = 0;
            while (ratio > bounds.lower() && ratio < bounds.upper()) {
                ratio += STEP * 0.5 + blocks.next() * Math.log(0.5);
                expected += STEP;
            }
            guilty += ratio >= bounds.upper() ? 1 : 0;
        }
        into.put(name + "FoundGuiltyPercent", 100.0 * guilty / runs);
        into.put(name + "MeanExpectedBlocks", expected / runs);
    }

    /** Poisson counts of one small mean, by inversion. */
    private static final class Blocks {
        private final Random random;
        private final double mean;
        private final double none;

        Blocks(long seed, double mean) {
            this.random = new Random(seed);
            this.mean = mean;
            this.none = Math.exp(-mean);
        }

        long next() {
            double chance = none;
            double left = random.nextDouble() - chance;
            long count = 0;
            while (left > 0 && chance > 0) {
                count++;
                chance *= mean / count;
                left -= chance;
            }
            return count;
        }
    }
}
