package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import org.junit.jupiter.api.Test;

class DifficultyBoundsTest {
    private static final Difficulty POOL_MIN = Difficulty.of(10);
    private static final Difficulty POOL_MAX = Difficulty.of(1000);
    private static final Difficulty NETWORK = Difficulty.of(5000);

    @Test
    void rule18_clampsToFloorAndCeiling() {
        DifficultyBounds bounds = DifficultyBounds.of(POOL_MIN, null, POOL_MAX, NETWORK);
        assertThat(bounds.clamp(Difficulty.of("9.99"))).isEqualTo(POOL_MIN);
        assertThat(bounds.clamp(POOL_MIN)).isEqualTo(POOL_MIN);
        assertThat(bounds.clamp(POOL_MAX)).isEqualTo(POOL_MAX);
        assertThat(bounds.clamp(Difficulty.of(1001))).isEqualTo(POOL_MAX);
    }

    @Test
    void insideTheBoundsNothingIsMade() {
        DifficultyBounds bounds = DifficultyBounds.of(POOL_MIN, null, POOL_MAX, NETWORK);
        Difficulty inside = Difficulty.of(500);
        assertThat(bounds.clamp(inside)).isSameAs(inside);
    }

    @Test
    void rule18_theClientsMinimumRaisesTheFloorButCannotLowerIt() {
        assertThat(DifficultyBounds.of(POOL_MIN, Difficulty.of(64), POOL_MAX, NETWORK)
                        .floor())
                .isEqualTo(Difficulty.of(64));
        assertThat(DifficultyBounds.of(POOL_MIN, Difficulty.of(1), POOL_MAX, NETWORK)
                        .floor())
                .isEqualTo(POOL_MIN);
    }

    @Test
    void rule18_theNetworkDifficultyIsTheCeiling() {
        DifficultyBounds bounds = DifficultyBounds.of(POOL_MIN, null, POOL_MAX, Difficulty.of(700));
        assertThat(bounds.clamp(POOL_MAX)).isEqualTo(Difficulty.of(700));
    }

    @Test
    void rule18_theCeilingWinsOverTheFloor() {
        Difficulty regtest = Difficulty.of("0.00000000046");
        DifficultyBounds bounds = DifficultyBounds.of(POOL_MIN, Difficulty.of(1_000_000), POOL_MAX, regtest);
        assertThat(bounds.floor()).isEqualTo(regtest);
        assertThat(bounds.clamp(Difficulty.MIN)).isEqualTo(regtest);
        assertThat(bounds.clamp(Difficulty.MAX)).isEqualTo(regtest);
    }
}
