package io.otedama.bench.cases;

import io.otedama.bench.run.BenchResult;
import io.otedama.security.detect.AlarmKind;
import io.otedama.security.detect.AlarmLog;
import io.otedama.security.detect.AttackDetectors;
import io.otedama.security.detect.DetectionConfig;
import io.otedama.spi.PoolControl.Alarm;
import io.otedama.testkit.HonestTraffic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often all detectors together are wrong about a pool in which nobody does wrong. {@link HonestTraffic} says what it assumes.
 *
 * @param days of simulated time
 */
record HonestTrafficCase(long seed, int days) {
    private static final long STEPS_PER_DAY = 86_400_000 / HonestTraffic.STEP_MS;
    private static final double NETWORK_DIFFICULTY = 1e7; // the pool finds nine blocks a day

    void run(BenchResult result) {
        HonestTraffic traffic = new HonestTraffic(seed, NETWORK_DIFFICULTY)
                .homes(300)
                .farm(200)
                .proxy(100)
                .shared(400);
        AlarmLog log = new AlarmLog(DetectionConfig.DEFAULT.reAlarmMs());
        AttackDetectors detectors = new AttackDetectors(DetectionConfig.DEFAULT);
        traffic.run(detectors, days * STEPS_PER_DAY, log::offer);
        result.parameter("days", days);
        result.number("workers", traffic.workers());
        result.number("workerDays", traffic.workers() * (long) days);
        Map<String, Object> alarms = new LinkedHashMap<>();
        for (AlarmKind kind : AlarmKind.values()) {
            alarms.put(
                    kind.name(),
                    log.newestFirst().stream()
                            .map(Alarm::kind)
                            .filter(kind.name()::equals)
                            .count());
        }
        result.number("falseAlarms", alarms);
    }
}
