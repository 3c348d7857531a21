package io.otedama.examples;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.otedama.error.ConfigurationException;
import io.otedama.error.PoolException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line of the example pool. */
@Command(
        name = "otedama-pool",
        mixinStandardHelpOptions = true,
        versionProvider = PoolMain.Version.class,
        scope = ScopeType.INHERIT,
        description = "A mining pool in one process.",
        synopsisSubcommandLabel = "(demo | run | check | journal | ledger | payout | store | guard | profile)",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it did what was asked, or was stopped by SIGINT or SIGTERM",
            "1:it failed while it ran (no node, port in use, the pool stopped itself), or a ledger differs",
            "2:the command line or the settings are wrong, or a journal cannot be read; nothing has run"
        },
        footer = {
            "",
            "Standard output carries only lines for scripts and what was asked for; logs and messages go to standard error.",
            "",
            "First steps:  java -jar otedama-pool.jar demo --blocks 3"
        })
public final class PoolMain extends CommandGroup {
    private final CommandOutput output;
    private final StopSignal stop;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description = "error, warn, info (default), debug or trace.")
    private @Nullable LogLevel logLevel;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:OTEDAMA_LOG_FORMAT:-text}",
            description = "text (default) or json, one object a line. Also from OTEDAMA_LOG_FORMAT.")
    private LogFormat logFormat = LogFormat.TEXT;

    /** Levels as people write them. */
    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    PoolMain(CommandOutput output, StopSignal stop) {
        this.output = output;
        this.stop = stop;
    }

    public static void main(String[] args) {
        // Netty's search for leaks follows one buffer in 128, which allocates three bytes per share; tests have it on
        System.getProperties().putIfAbsent("io.netty.leakDetection.level", "disabled");
        StopSignal stop = StopSignal.ofProcess();
        int code = new PoolMain(CommandOutput.ofProcess(), stop).execute(args);
        stop.finished(code);
        System.exit(code);
    }

    /** Runs one command to its end and returns the exit code. */
    int execute(String... args) {
        CommandLine line = new CommandLine(this)
                .addSubcommand("demo", new DemoCommand(output, stop))
                .addSubcommand("proxy", new ProxyCommand(output, stop))
                .addSubcommand("run", new RunCommand(output, stop))
                .addSubcommand("check", new CheckCommand(output))
                .addSubcommand("journal", journal())
                .addSubcommand("ledger", ledger())
                .addSubcommand("payout", payout())
                .addSubcommand("store", store())
                .addSubcommand("guard", guard())
                .addSubcommand("profile", new ProfileCommand(output));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(output.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(output.err(), true, StandardCharsets.UTF_8));
        line.setExecutionStrategy(this::executeLogged);
        line.setExecutionExceptionHandler((e, command, parsed) -> explain(e));
        return line.execute(args);
    }

    private CommandLine journal() {
        return new CommandLine(new JournalCommand())
                .addSubcommand("inspect", new JournalInspectCommand(output))
                .addSubcommand("tail", new JournalTailCommand(output, stop));
    }

    private CommandLine guard() {
        return new CommandLine(new GuardCommand())
                .addSubcommand("why", new GuardWhyCommand(output))
                .addSubcommand("list", new GuardListCommand(output))
                .addSubcommand("unban", new GuardUnbanCommand(output));
    }

    private CommandLine store() {
        return new CommandLine(new StoreCommand()).addSubcommand("rebuild", new StoreRebuildCommand(output));
    }

    private CommandLine ledger() {
        return new CommandLine(new LedgerCommand())
                .addSubcommand("verify", new LedgerVerifyCommand(output))
                .addSubcommand("show", new LedgerShowCommand(output))
                .addSubcommand("explain", new LedgerExplainCommand(output));
    }

    private CommandLine payout() {
        return new CommandLine(new PayoutCommand())
                .addSubcommand("plan", new PayoutPlanCommand(output))
                .addSubcommand("run", new PayoutRunCommand(output))
                .addSubcommand("cancel", new PayoutCancelCommand(output))
                .addSubcommand("status", new PayoutStatusCommand(output));
    }

    private int executeLogged(ParseResult parsed) {
        boolean liveLine = output.isTerminal()
                && parsed.hasSubcommand()
                && parsed.subcommand().commandSpec().name().equals("demo");
        LogLevel level = logLevel != null ? logLevel : liveLine ? LogLevel.WARN : LogLevel.INFO;
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.toLevel(level.name()));
        }
        logFormat.apply();
        return new CommandLine.RunLast().execute(parsed);
    }

    /** What is expected to go wrong gets a sentence, not a stack trace. */
    private int explain(Exception e) {
        if (e instanceof ConfigurationException wrong) {
            Problems.list(output, wrong.problems());
            return ExitCode.CONFIGURATION;
        }
        if (e instanceof PoolException) {
            output.note("otedama-pool: " + e.getMessage());
            return ExitCode.FAILURE;
        }
        LoggerFactory.getLogger(PoolMain.class).error("this should not have happened", e);
        return ExitCode.FAILURE;
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PoolMain.class.getPackage().getImplementationVersion();
            return new String[] {"otedama-pool " + (version == null ? "(development)" : version)};
        }
    }
}
