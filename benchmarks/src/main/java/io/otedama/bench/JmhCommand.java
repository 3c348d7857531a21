package io.otedama.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands everything behind {@code jmh} to JMH's own command line. */
@Command(
        name = "jmh",
        description = "Runs JMH suites: 'jmh -l' lists them, 'jmh REGEX' runs some, 'jmh -h' shows JMH's own options.")
final class JmhCommand implements Callable<Integer> {
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
