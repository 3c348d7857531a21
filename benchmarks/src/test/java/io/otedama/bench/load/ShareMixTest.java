package io.otedama.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareMixTest {
    @Test
    void kindsComeAsOftenAsTheirWeightsSay() {
        ShareMix mix = ShareMix.parse("good=90, stale=7,malformed=3,low=0");
        SplittableRandom random = new SplittableRandom(1);
        Map<ShareKind, Integer> drawn = new EnumMap<>(ShareKind.class);
        for (int i = 0; i < 100_000; i++) {
            drawn.merge(mix.draw(random), 1, Integer::sum);
        }
        assertThat(drawn).containsOnlyKeys(ShareKind.GOOD, ShareKind.STALE, ShareKind.MALFORMED);
        assertThat(drawn.get(ShareKind.GOOD)).isBetween(89_500, 90_500);
        assertThat(drawn.get(ShareKind.STALE)).isBetween(6_700, 7_300);
        assertThat(mix).hasToString("good=90,stale=7,malformed=3");
        assertThat(mix.isOnlyGood()).isFalse();
        assertThat(ShareMix.parse("good=5").isOnlyGood()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "good=", "good=-1", "good=1000001", "bad=1", "good=0", "good=1=2"})
    void whatIsNoMixIsRefused(String text) {
        assertThatThrownBy(() -> ShareMix.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
