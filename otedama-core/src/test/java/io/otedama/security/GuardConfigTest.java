package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class GuardConfigTest {
    private static GuardConfigBuilder everythingWrong() {
        return GuardConfig.builder()
                .address(GuardedAction.CONNECT, new RateLimit(0, 1))
                .subnet(GuardedAction.BYTE, new RateLimit(1, RateLimit.MAX_TOKENS + 1))
                .global(GuardedAction.SHARE, new RateLimit(-1, -1))
                .workerShares(new RateLimit(RateLimit.MAX_TOKENS + 1, 1))
                .points(Misbehaviour.MALFORMED, -1)
                .ladder(new GuardLadder(10, 9, 10, 10, 10))
                .tolerancePermille(-1)
                .maxGoodPoints(GuardLadder.MAX_POINTS + 1)
                .halfLife(Duration.ZERO)
                .bans(Duration.ofDays(2), Duration.ofDays(1))
                .banMemory(Duration.ofDays(-1))
                .workQuiet(Duration.ofDays(4_000))
                .maxAddresses(0)
                .maxSubnets(0)
                .maxWorkers(GuardConfig.MAX_ENTRIES + 1)
                .maxBans(0)
                .exempt(Collections.nCopies(GuardConfig.MAX_NETWORKS + 1, AddressRange.parse("10.0.0.0/8")));
    }

    @Test
    void everyMistakeIsListedAtOnce() {
        GuardConfigBuilder builder = everythingWrong();
        ConfigurationException error = catchThrowableOfType(ConfigurationException.class, builder::build);
        assertThat(error.problems())
                .extracting(ConfigProblem::key)
                .containsExactly(
                        "guard.address.connects",
                        "guard.subnet.bytes",
                        "guard.global.shares",
                        "guard.worker.shares",
                        "guard.points.MALFORMED",
                        "guard.ladder",
                        "guard.tolerancePermille",
                        "guard.maxGoodPoints",
                        "guard.halfLife",
                        "guard.maxBan",
                        "guard.banMemory",
                        "guard.workQuiet",
                        "guard.maxAddresses",
                        "guard.maxSubnets",
                        "guard.maxWorkers",
                        "guard.maxBans",
                        "guard.exempt");
    }

    @Test
    void theBoundsThemselvesAreAccepted() {
        GuardConfig config = GuardConfig.builder()
                .address(GuardedAction.CONNECT, new RateLimit(1, RateLimit.MAX_TOKENS))
                .ladder(new GuardLadder(1, 1, 1, 1, GuardLadder.MAX_POINTS))
                .points(Misbehaviour.MALFORMED, 0)
                .maxAddresses(1)
                .exempt(Collections.nCopies(GuardConfig.MAX_NETWORKS, AddressRange.parse("10.0.0.0/8")))
                .build();
        assertThat(config.pointsOf(Misbehaviour.MALFORMED)).isZero();
        assertThat(config.pointsOf(Misbehaviour.OVERSIZED)).isEqualTo(20);
    }
}
