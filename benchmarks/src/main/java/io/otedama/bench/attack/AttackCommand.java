package io.otedama.bench.attack;

import io.otedama.bench.load.OpenFiles;
import io.otedama.bench.load.ServerProcess;
import io.otedama.bench.run.BenchResult;
import io.otedama.bench.run.LoopbackAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Attacks a pool and says how its honest miners fared. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Attacks a pool of this machine in many ways while honest miners mine, and says how they fared."
                + " Loopback only; bounded in connections, messages, bytes and seconds.",
        footer = {"", "Exit code 3: the pool did not hold against one of them."})
public final class AttackCommand implements Callable<Integer> {
    /** The pool did not hold. */
    static final int NOT_HELD = 3;

    @Mixin
    private final AttackOptions options = new AttackOptions();

    @Option(
            names = "--pool",
            paramLabel = "JAR",
            defaultValue = "examples/target/otedama-pool.jar",
            description = "Starts this example pool on a mock node of its own. Default ${DEFAULT-VALUE}.")
    private Path pool = Path.of("");

    @Option(names = "--settings", paramLabel = "FILE", description = "YAML that is added to that pool's settings.")
    private @Nullable Path settings;

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            converter = LoopbackAddress.class,
            description = "Attacks this pool instead; a share must take few hashes there.")
    private @Nullable InetSocketAddress server;

    @Option(
            names = "--sv2",
            paramLabel = "HOST:PORT",
            converter = LoopbackAddress.class,
            description = "Where it speaks Stratum V2. Default: nowhere.")
    private @Nullable InetSocketAddress sv2;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            converter = LoopbackAddress.class,
            description =
                    "Where it speaks HTTP. Default: where the started pool says so, else those attacks are skipped.")
    private @Nullable InetSocketAddress http;

    @Option(names = "--pid", paramLabel = "PID", description = "Its Java process, for its heap.")
    private @Nullable Long pid;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the numbers here too.")
    private @Nullable Path json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Attack> attacks = options.check(this::wrong);
        List<String> tooMany = new ArrayList<>();
        OpenFiles.check("--attackers", options.limits().connections(), tooMany);
        tooMany.stream().findFirst().ifPresent(this::wrong);
        InetSocketAddress given = server;
        if (given != null) {
            return attack(attacks, new Victim(given, sv2, http, pids()), null);
        }
        if (!Files.isReadable(pool)) {
            wrong("--pool: " + pool + " cannot be read; build it with ./mvnw -q package -DskipTests");
        }
        try (VictimProcess started = new VictimProcess()) {
            Victim victim = started.start(pool, settings == null ? List.of() : Files.readAllLines(settings));
            return attack(
                    attacks,
                    http == null ? victim : new Victim(victim.stratum(), victim.sv2(), http, victim.pids()),
                    started);
        }
    }

    private List<Long> pids() {
        Long named = pid;
        if (named == null) {
            return List.of();
        }
        if (!ServerProcess.exists(named)) {
            wrong("--pid: there is no process " + named + ", or this is no Linux");
        }
        return List.of(named);
    }

    private int attack(List<Attack> attacks, Victim victim, @Nullable VictimProcess started) throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        AttackSession session = options.session(victim);
        session.warmUp(options.warmup());
        out.print(AttackTable.head());
        out.flush();
        List<AttackRow> rows = new ArrayList<>();
        for (Attack attack : attacks) {
            AttackRow row = session.run(attack);
            rows.add(row);
            out.print(AttackTable.line(row));
            out.flush();
        }
        List<String> troubles = started == null ? List.of() : started.troubles();
        boolean dead = started != null && !started.isAlive();
        if (!troubles.isEmpty() || dead) {
            out.println("the pool " + (dead ? "has ended; it " : "") + "logged " + troubles.size() + " errors, first: "
                    + troubles.stream().findFirst().orElse("none"));
        }
        out.flush();
        write(rows, troubles, load);
        boolean held = !dead && rows.stream().noneMatch(row -> row.verdict().equals("NOT"));
        return held ? 0 : NOT_HELD;
    }

    private void write(List<AttackRow> rows, List<String> troubles, double load) throws IOException {
        Path file = json;
        if (file == null) {
            return;
        }
        BenchResult result = new BenchResult("attack");
        options.describe(result, load);
        result.number("attacks", rows.stream().map(AttackRow::toMap).toList());
        result.number("errorsLogged", troubles.size());
        result.write(file);
    }

    private void wrong(String message) {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
