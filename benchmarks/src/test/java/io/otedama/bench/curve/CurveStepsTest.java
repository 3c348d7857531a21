package io.otedama.bench.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveStepsTest {
    @Test
    void percentagesRise() {
        assertThat(CurveSteps.parse("5, 50,110").percents()).containsExactly(5, 50, 110);
        assertThat(CurveSteps.parse("5, 50,110")).hasToString("5,50,110");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''      | '' is no whole percentage",
                "10,,20  | '' is no whole percentage",
                "0       | '0' is no whole percentage",
                "1001    | '1001' is no whole percentage from 1 to 1000",
                "5.5     | '5.5' is no whole percentage",
                "-5      | '-5' is no whole percentage",
                "50,40   | 40 comes after 50",
                "50,50   | 50 comes after 50",
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> CurveSteps.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void thereIsALimit() {
        String many = IntStream.rangeClosed(1, CurveSteps.MAX_STEPS + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> CurveSteps.parse(many)).hasMessageContaining("101 steps are more than 100");
    }
}
