package io.otedama.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JmhTableTest {
    private static JmhScore rate(String method, double score, Map<String, String> parameters) {
        return new JmhScore("ShareBenchmark", method, parameters, true, score, 1, "ops/ms", 2_000.0, 0.25);
    }

    private static JmhScore time(String suite, String method, double score) {
        return new JmhScore(suite, method, Map.of(), false, score, Double.NaN, "us/op", null, null);
    }

    private static String ratios(JmhScore of, JmhScore... others) {
        return new JmhTable(List.of(others)).ratios(of, JmhScore::timesAsFastAs);
    }

    @Test
    void moreOperationsPerTimeAreBetter() {
        assertThat(ratios(rate("check", 300, Map.of()), rate("baselineJdk", 200, Map.of())))
                .isEqualTo("1.50 x jdk");
    }

    @Test
    void lessTimePerOperationIsBetter() {
        assertThat(ratios(time("A", "make", 5), time("A", "baselineJdk", 10))).isEqualTo("2.00 x jdk");
        assertThat(ratios(time("A", "make", 40), time("A", "baselineJdk", 10))).isEqualTo("0.25 x jdk");
    }

    @Test
    void everyBaselineGivesARatio() {
        assertThat(ratios(time("A", "make", 5), time("A", "baseline", 10), time("A", "baselineHashSet", 20)))
                .isEqualTo("2.00 x baseline, 4.00 x hashSet");
    }

    @Test
    void aBaselineOfOtherParametersSuiteOrKindGivesNone() {
        JmhScore ours = rate("check", 300, Map.of("size", "1"));
        assertThat(ratios(ours, rate("baselineJdk", 100, Map.of("size", "2")))).isEmpty();
        assertThat(ratios(time("A", "make", 5), time("B", "baselineJdk", 5))).isEmpty();
        assertThat(ratios(time("ShareBenchmark", "check", 5), rate("baselineJdk", 5, Map.of())))
                .isEmpty();
    }

    @Test
    void aBaselineMayHaveFewerParameters() {
        JmhScore ours = rate("check", 300, Map.of("size", "1", "journal", "FILE"));
        assertThat(ratios(ours, rate("baselineJdk", 100, Map.of("size", "1")))).isEqualTo("3.00 x jdk");
    }

    @Test
    void processorTimeHasItsOwnRatio() {
        JmhScore cheap = new JmhScore("A", "make", Map.of(), false, 9, 1, "us/op", 50.0, null);
        JmhScore dear = new JmhScore("A", "baselineJdk", Map.of(), false, 9, 1, "us/op", 100.0, null);
        assertThat(new JmhTable(List.of(cheap, dear)).ratios(cheap, JmhScore::timesAsCheapAs))
                .isEqualTo("2.00 x jdk");
        assertThat(new JmhTable(List.of(cheap, time("A", "baselineJdk", 9))).ratios(cheap, JmhScore::timesAsCheapAs))
                .isEmpty();
    }

    @Test
    void baselinesHaveNoRatio() {
        assertThat(ratios(time("A", "baselineJdk", 5), time("A", "baselineJdk", 5), time("A", "baselineC", 5)))
                .isEmpty();
    }

    @Test
    void aLineSaysAllOfIt() {
        List<String> lines = new JmhTable(List.of(
                        rate("baselineJdk", 100, Map.of("size", "1")),
                        rate("check", 95, Map.of("size", "1", "journal", "FILE")),
                        time("A", "make", 0.1234)))
                .lines();
        assertThat(lines.stream().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "benchmark | score | error | unit | cpu ns/op | B/op | ratio | cpu ratio",
                        "ShareBenchmark.baselineJdk[size=1] | 100.0 | 1.0000 | ops/ms | 2000.0 | 0.3",
                        "ShareBenchmark.check[journal=FILE,size=1] | 95.0 | 1.0000 | ops/ms | 2000.0 | 0.3"
                                + " | 0.95 x jdk | 1.00 x jdk",
                        "A.make | 0.1234 | us/op");
    }
}
