package io.otedama.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * Results as a table, one line each, with the ratio to every baseline of the same suite and parameters: by the clock, and by
 * processor time.
 *
 * <pre>
 *   benchmark                         score  error  unit    cpu ns/op  B/op  ratio       cpu ratio
 *   ShareCheckBenchmark.baselineJdk   401.2    1.5  ops/ms     2492.5   0.0
 *   ShareCheckBenchmark.check         389.1    2.0  ops/ms     2570.0   0.0  0.97 x jdk  0.97 x jdk
 * </pre>
 */
final class JmhTable {
    private static final List<String> HEAD =
            List.of("benchmark", "score", "error", "unit", "cpu ns/op", "B/op", "ratio", "cpu ratio");
    private static final Set<Integer> LEFT = Set.of(0, 3, 6, 7);

    private final List<JmhScore> scores;

    JmhTable(List<JmhScore> scores) {
        this.scores = List.copyOf(scores);
    }

    void print(PrintStream out) {
        out.println();
        lines().forEach(out::println);
    }

    /** Head and one line for each score, without line ends. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        scores.forEach(score -> rows.add(row(score)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(String.format(
                    Locale.ROOT, LEFT.contains(i) ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ", row.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private List<String> row(JmhScore s) {
        String parameters = s.parameters().isEmpty()
                ? ""
                : new TreeMap<>(s.parameters())
                        .entrySet().stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
        return List.of(
                s.suite() + "." + s.method() + parameters,
                number(s.score()),
                Double.isNaN(s.error()) ? "" : number(s.error()),
                s.unit(),
                s.cpuNsPerOperation() == null ? "" : number(s.cpuNsPerOperation()),
                s.bytesPerOperation() == null ? "" : String.format(Locale.ROOT, "%.1f", s.bytesPerOperation()),
                ratios(s, JmhScore::timesAsFastAs),
                ratios(s, JmhScore::timesAsCheapAs));
    }

    /** Empty for baselines, and for what has none. */
    String ratios(JmhScore score, ToDoubleBiFunction<JmhScore, JmhScore> ratio) {
        return score.isBaseline()
                ? ""
                : scores.stream()
                        .filter(score::isMeasuredBy)
                        .filter(b -> !Double.isNaN(ratio.applyAsDouble(score, b)))
                        .map(b -> String.format(
                                Locale.ROOT, "%.2f x %s", ratio.applyAsDouble(score, b), b.baselineName()))
                        .collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value != 0 && Math.abs(value) < 10 ? "%.4f" : "%.1f", value);
    }
}
