package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FanoutLogTest {
    @Test
    void aWaveReachesFromTheFirstConnectionOfAnyLoopToTheLast() {
        FanoutLog one = new FanoutLog();
        FanoutLog two = new FanoutLog();
        one.arrived("a", 1_000);
        two.arrived("a", 900);
        one.arrived("a", 5_000);
        two.arrived("b", 9_000);

        List<FanoutLog.Wave> waves = FanoutLog.merge(List.of(one, two), 1);

        assertThat(waves).containsExactly(new FanoutLog.Wave(900, 5_000, 3), new FanoutLog.Wave(9_000, 9_000, 1));
        assertThat(waves.get(0).spreadNs()).isEqualTo(4_100);
    }

    @Test
    void aWaveThatReachedFewIsNoWave() {
        FanoutLog log = new FanoutLog();
        log.arrived("a", 1);
        log.arrived("a", 2);
        log.arrived("b", 3);
        assertThat(FanoutLog.merge(List.of(log), 2)).hasSize(1);
    }

    @Test
    void aConnectionThatIsLateStillCountsForItsBlock() {
        FanoutLog log = new FanoutLog();
        log.arrived("a", 1);
        log.arrived("b", 5);
        log.arrived("a", 9);
        assertThat(FanoutLog.merge(List.of(log), 1))
                .extracting(FanoutLog.Wave::spreadNs)
                .containsExactly(8L, 0L);
    }
}
