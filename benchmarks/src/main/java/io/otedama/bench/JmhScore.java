package io.otedama.bench;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark came to with one set of parameters.
 *
 * @param suite simple name of the class
 * @param method of the class
 * @param parameters by name, those of the benchmark's own states only
 * @param isRate true when more is better: operations per time; false: time per operation
 * @param score in {@code unit}
 * @param error half of the 99.9 % interval; not a number with one iteration
 * @param unit as JMH writes it, such as {@code ops/ms}
 * @param cpuNsPerOperation processor time of all threads; null when it was not measured
 * @param bytesPerOperation allocated by all threads; null when it was not measured
 */
record JmhScore(
        String suite,
        String method,
        Map<String, String> parameters,
        boolean isRate,
        double score,
        double error,
        String unit,
        @Nullable Double cpuNsPerOperation,
        @Nullable Double bytesPerOperation) {
    private static final String BASELINE = "baseline";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    JmhScore {
        parameters = Map.copyOf(parameters);
    }

    static JmhScore of(RunResult result) {
        BenchmarkParams params = result.getParams();
        Map<String, String> parameters = new TreeMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
        String name = params.getBenchmark();
        int dot = name.lastIndexOf('.');
        String type = name.substring(0, dot);
        Result<?> primary = result.getPrimaryResult();
        return new JmhScore(
                type.substring(type.lastIndexOf('.') + 1),
                name.substring(dot + 1),
                parameters,
                primary.getScoreUnit().startsWith("ops/"),
                primary.getScore(),
                primary.getScoreError(),
                primary.getScoreUnit(),
                secondary(result, CpuTimeProfiler.LABEL),
                secondary(result, ALLOCATED));
    }

    private static @Nullable Double secondary(RunResult result, String name) {
        for (String label : result.getSecondaryResults().keySet()) {
            if (label.endsWith(name)) {
                return result.getSecondaryResults().get(label).getScore();
            }
        }
        return null;
    }

    boolean isBaseline() {
        return method.startsWith(BASELINE);
    }

    /** What the baseline is, as its method says: {@code jdk} for {@code baselineJdk}. */
    String baselineName() {
        String rest = method.substring(BASELINE.length());
        return rest.isEmpty() ? BASELINE : Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
    }

    /** True for a baseline of the same suite and kind whose parameters, perhaps fewer, are the same. */
    boolean isMeasuredBy(JmhScore baseline) {
        return baseline.isBaseline()
                && suite.equals(baseline.suite)
                && isRate == baseline.isRate
                && unit.equals(baseline.unit)
                && parameters.entrySet().containsAll(baseline.parameters.entrySet());
    }

    /** How many times as fast as the other: greater than 1 is better, whatever the unit. */
    double timesAsFastAs(JmhScore other) {
        return isRate ? score / other.score : other.score / score;
    }

    /** The same by processor time; not a number when it was not measured. */
    double timesAsCheapAs(JmhScore other) {
        return cpuNsPerOperation == null || other.cpuNsPerOperation == null
                ? Double.NaN
                : other.cpuNsPerOperation / cpuNsPerOperation;
    }
}
