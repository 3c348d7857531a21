package io.otedama.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks once each, in this JVM, so that none rots; the numbers mean nothing. Of every parameter the first value
 * counts: suites name their smallest first.
 */
final class JmhSmoke {
    private static final TimeValue ITERATION = TimeValue.milliseconds(10);

    private final PrintStream out;

    JmhSmoke(PrintStream out) {
        this.out = out;
        System.setProperty("jmh.ignoreLock", "true"); // nothing is measured, so that others may measure meanwhile
    }

    /**
     * @param includes regular expressions as JMH takes them; none: everything
     * @return full names of what ran
     * @throws RunnerException when a benchmark throws
     */
    Set<String> run(Collection<String> includes) throws RunnerException {
        Map<String, List<BenchmarkListEntry>> suites = select(includes).stream()
                .collect(Collectors.groupingBy(
                        BenchmarkListEntry::getUserClassQName, TreeMap::new, Collectors.toList()));
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, List<BenchmarkListEntry>> suite : suites.entrySet()) {
            long start = System.nanoTime();
            Collection<RunResult> results = new Runner(options(suite.getValue())).run();
            results.forEach(result -> names.add(result.getParams().getBenchmark()));
            out.printf(
                    "%s: %d benchmarks, %d ms%n",
                    suite.getKey(), results.size(), (System.nanoTime() - start) / 1_000_000);
        }
        return names;
    }

    /** Every benchmark that the expressions name. */
    static Set<BenchmarkListEntry> select(Collection<String> includes) {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                        includes.isEmpty() ? List.of(".*") : List.copyOf(includes),
                        List.of());
    }

    private static Options options(List<BenchmarkListEntry> suite) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(ITERATION)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        Map<String, String> smallest = new TreeMap<>(); // a value that is given twice would run twice
        for (BenchmarkListEntry benchmark : suite) {
            options.include("^" + Pattern.quote(benchmark.getUsername()) + "$");
            benchmark.getParams().orElse(Map.of()).forEach((name, values) -> smallest.put(name, values[0]));
        }
        smallest.forEach(options::param);
        return options.build();
    }
}
