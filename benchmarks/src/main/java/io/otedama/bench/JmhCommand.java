package io.otedama.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * JMH's own command line, with two additions: allocations and processor time are always counted, and results end in a table with ratios ({@link
 * JmhTable}); {@code --smoke} runs everything once ({@link JmhSmoke}).
 */
@Command(
        name = "jmh",
        description = "Runs JMH suites: 'jmh -l' lists them, 'jmh REGEX' runs some, 'jmh -h' shows JMH's own options.")
final class JmhCommand implements Callable<Integer> {
    private static final String GC_PROFILER = "gc";

    @Option(
            names = "--smoke",
            description = "Runs each benchmark once, in this JVM, with its smallest parameters; measures nothing.")
    private boolean smoke;

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String[] forJmh = arguments.toArray(String[]::new);
        CommandLineOptions options;
        try {
            options = new CommandLineOptions(forJmh);
        } catch (CommandLineOptionException e) {
            CommandSpec self = java.util.Objects.requireNonNull(spec);
            throw new ParameterException(self.commandLine(), e.getMessage());
        }
        if (smoke) {
            new JmhSmoke(System.out).run(options.getIncludes());
        } else if (onlyTells(options)) {
            Main.main(forJmh);
        } else {
            Collection<RunResult> results = new Runner(withCosts(options)).run();
            new JmhTable(results.stream().map(JmhScore::of).toList()).print(System.out);
        }
        return 0;
    }

    /** Help and lists: JMH prints them and runs nothing. */
    private static boolean onlyTells(CommandLineOptions options) {
        return options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats();
    }

    private static Options withCosts(CommandLineOptions options) {
        ChainedOptionsBuilder builder = new OptionsBuilder().parent(options).addProfiler(CpuTimeProfiler.class);
        boolean counted =
                options.getProfilers().stream().map(ProfilerConfig::getKlass).anyMatch(GC_PROFILER::equals);
        return counted ? builder.build() : builder.addProfiler(GCProfiler.class).build();
    }
}
