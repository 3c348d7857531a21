package io.otedama.security.detect;

import java.util.List;

/**
 * Settings of attack detection. The defaults' false-positive rates are measured: {@code otedama-bench withholding}.
 *
 * @param isOn false: nothing is watched
 * @param sampleMs how often workers are looked at, milliseconds
 * @param expectedBlocks in honest work between two false alarms of {@link AlarmKind#BLOCK_WITHHOLDING}, at least, for all workers of
 *     the pool together, and once more for all accounts
 * @param withheld the parts of blocks whose absence is looked for
 * @param reAlarmMs how long the same kind of alarm about the same subject is not repeated
 * @param maxWorkers that are watched; more are not
 */
public record DetectionConfig(
        boolean isOn,
        long sampleMs,
        double expectedBlocks,
        List<Double> withheld,
        StormTest stale,
        StormTest duplicate,
        StormTest lowDifficulty,
        StormTest malformed,
        JumpConfig jump,
        ShareFlood flood,
        LoginConfig logins,
        long reAlarmMs,
        int maxWorkers) {

    /** Evidence that all rules but withholding ask for: each is wrong about honest Poisson counts with 2e-9 at most. */
    public static final double EVIDENCE = 20;

    /** What a pool does unless told otherwise. */
    public static final DetectionConfig DEFAULT = new DetectionConfig(
            true,
            10_000,
            10_000,
            List.of(0.25, 0.5, 1.0),
            new StormTest(30, 5, 0.1, 3, EVIDENCE),
            new StormTest(20, 2, 0.01, 5, EVIDENCE),
            new StormTest(50, 5, 0.05, 4, EVIDENCE),
            new StormTest(20, 3, 0.02, 5, EVIDENCE),
            new JumpConfig(4, 3_600_000, EVIDENCE),
            new ShareFlood(5, EVIDENCE),
            new LoginConfig(30, 0.05, 3_600_000, 300_000),
            3_600_000,
            100_000);

    public DetectionConfig {
        withheld = List.copyOf(withheld);
        if (sampleMs < 1 || !(expectedBlocks > 0) || withheld.isEmpty() || reAlarmMs < 0 || maxWorkers < 1) {
            throw new IllegalArgumentException("sampling, withholding or limits of detection are out of range");
        }
        if (withheld.stream().anyMatch(part -> !(part > 0 && part <= 1))) {
            throw new IllegalArgumentException("a withheld part is above 0 and at most 1, found " + withheld);
        }
    }

    /** Watches nobody. */
    public static DetectionConfig off() {
        DetectionConfig d = DEFAULT;
        return new DetectionConfig(
                false,
                d.sampleMs,
                d.expectedBlocks,
                d.withheld,
                d.stale,
                d.duplicate,
                d.lowDifficulty,
                d.malformed,
                d.jump,
                d.flood,
                d.logins,
                d.reAlarmMs,
                d.maxWorkers);
    }

    /** The same, but workers are looked at so often. */
    public DetectionConfig withSampleMs(long millis) {
        return new DetectionConfig(
                isOn,
                millis,
                expectedBlocks,
                withheld,
                stale,
                duplicate,
                lowDifficulty,
                malformed,
                jump,
                flood,
                logins,
                reAlarmMs,
                maxWorkers);
    }

    /** The same, but for the withholding test. */
    public DetectionConfig withWithholding(double expectedBlocksBetweenFalseAlarms, List<Double> parts) {
        return new DetectionConfig(
                isOn,
                sampleMs,
                expectedBlocksBetweenFalseAlarms,
                parts,
                stale,
                duplicate,
                lowDifficulty,
                malformed,
                jump,
                flood,
                logins,
                reAlarmMs,
                maxWorkers);
    }

    /** The same, but for how many workers are watched. */
    public DetectionConfig withMaxWorkers(int workers) {
        return new DetectionConfig(
                isOn,
                sampleMs,
                expectedBlocks,
                withheld,
                stale,
                duplicate,
                lowDifficulty,
                malformed,
                jump,
                flood,
                logins,
                reAlarmMs,
                workers);
    }

    /** A test for withholding as these settings want it. */
    public WithholdingTest newWithholdingTest() {
        double[] parts = withheld.stream().mapToDouble(Double::doubleValue).toArray();
        return new WithholdingTest(SprtBounds.page(expectedBlocks, parts.length), parts);
    }
}
