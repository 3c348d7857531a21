package io.otedama.bench.cases;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@link SessionsCase}. */
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        description = "Memory of many Stratum V1 sessions in one process, over Netty's local transport.",
        footer = {"", "Give the heap yourself: java -Xmx768m -jar benchmarks/target/otedama-bench.jar sessions"})
public final class SessionsCommand implements Callable<Integer> {
    private static final int MAX_SESSIONS = 1_000_000;
    private static final int MAX_SHARES = 9;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ResultOutput output = new ResultOutput();

    @Option(names = "--sessions", defaultValue = "100000", description = "to open (default ${DEFAULT-VALUE})")
    private int sessions;

    @Option(names = "--shares", defaultValue = "3", description = "accepted of each, 1 to 9 (default ${DEFAULT-VALUE})")
    private int shares;

    @Option(
            names = "--histogram",
            paramLabel = "LINES",
            defaultValue = "0",
            description = "classes that take most memory")
    private int histogramLines;

    @Override
    public Integer call() throws Exception {
        output.require("--sessions", sessions, 1, MAX_SESSIONS);
        output.require("--shares", shares, 1, MAX_SHARES);
        output.accept(new SessionsCase(sessions, shares, this::printHistogram).run());
        return 0;
    }

    /** Classes by the memory of their instances, as the JVM counts them. */
    private void printHistogram() {
        if (histogramLines == 0) {
            return;
        }
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            String.valueOf(text).lines().limit(histogramLines + 2L).forEach(out::println);
        } catch (javax.management.JMException e) {
            throw new IllegalStateException("this JVM makes no class histogram", e);
        }
    }
}
