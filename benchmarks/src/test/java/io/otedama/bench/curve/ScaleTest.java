package io.otedama.bench.curve;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @ParameterizedTest
    @CsvSource({"107800, 10, 120000, 20000", "1.9, 4, 2, 0.5", "2, 4, 2, 0.5", "0.07, 4, 0.08, 0.02", "9, 10, 9, 1"})
    void aLinearAxisEndsAtTheFirstTickThatHoldsEverything(double max, int ticks, double end, double step) {
        LinearScale scale = LinearScale.upTo(max, ticks);
        assertThat(scale.end()).isEqualTo(end, NEARLY);
        assertThat(scale.step()).isEqualTo(step, NEARLY);
        assertThat(scale.at(end)).isEqualTo(1, NEARLY);
    }

    @Test
    void ticksOfALinearAxisHaveAsManyDecimalsAsTheyNeed() {
        assertThat(LinearScale.upTo(1.9, 4).ticks().stream().map(Scale.Tick::label))
                .containsExactly("0.0", "0.5", "1.0", "1.5", "2.0");
        assertThat(LinearScale.upTo(4_000, 4).ticks().stream().map(Scale.Tick::label))
                .containsExactly("0", "1,000", "2,000", "3,000", "4,000");
    }

    @Test
    void aLogarithmicAxisHasWholeDecades() {
        LogScale scale = LogScale.around(37, 12_000);
        assertThat(scale.ticks().stream().map(Scale.Tick::label))
                .containsExactly("10 µs", "100 µs", "1 ms", "10 ms", "100 ms");
        assertThat(scale.at(10)).isEqualTo(0, NEARLY);
        assertThat(scale.at(1_000)).isEqualTo(0.5, NEARLY);
        assertThat(scale.minorTicks()).hasSize(4 * 8);
        assertThat(LogScale.around(10, 10)).isEqualTo(new LogScale(1, 2));
    }

    @ParameterizedTest
    @CsvSource({"0.55, 0.6 µs", "8, 8 µs", "85.4, 85 µs", "1234, 1.2 ms", "56789, 57 ms", "3400000, 3.4 s"})
    void durationsAreWrittenForPeople(double micros, String text) {
        assertThat(LogScale.duration(micros)).isEqualTo(text);
    }
}
