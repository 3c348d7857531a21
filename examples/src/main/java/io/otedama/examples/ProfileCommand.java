package io.otedama.examples;

import com.sun.tools.attach.VirtualMachine;
import io.otedama.error.PoolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records what a running pool does, and says where its time and memory go. */
@Command(
        name = "profile",
        description = "Records a running pool of this user for some seconds and shows where its time and memory go.",
        footer = {
            "",
            "The recording is a file of the JDK's Flight Recorder, for 'jfr' and JDK Mission Control. Environment, command line",
            "and addresses are not in it.",
            "",
            "First steps:  java -jar otedama-pool.jar profile --seconds 30"
        })
final class ProfileCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3_600;

    private final CommandOutput output;

    @Option(names = "--seconds", paramLabel = "N", description = "1 to 3600. Default ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "Process of the pool. Default: the only one of this user that runs here.")
    private @Nullable Long pid;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where the recording goes; it must not exist. Default: otedama-PID.jfr.")
    private @Nullable Path file;

    ProfileCommand(CommandOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        Problems problems = new Problems(key -> "--" + key);
        if (seconds < 1 || seconds > MAX_SECONDS) {
            problems.add("seconds", "is " + seconds, "Use 1 to " + MAX_SECONDS);
        }
        problems.throwIfAny();
        long process = pid == null ? theOnlyPool() : pid;
        Path target = (file == null ? Path.of("otedama-" + process + ".jfr") : file).toAbsolutePath();
        if (Files.exists(target)) {
            problems.add("file", target + " exists", "Name another one, or move it away");
            problems.throwIfAny();
        }
        output.note("recording process " + process + " for " + seconds + " s");
        FlightRecorder.record(process, seconds, target);
        try {
            ProfileReport.of(target).lines().forEach(output::contract);
        } catch (IOException e) {
            throw new PoolException("the recording " + target + " cannot be read: " + e.getMessage(), e);
        }
        output.note("recording: " + target);
        return ExitCode.OK;
    }

    private static long theOnlyPool() {
        long self = ProcessHandle.current().pid();
        List<Long> pools = VirtualMachine.list().stream()
                .filter(machine -> isPool(machine.displayName()))
                .map(machine -> Long.parseLong(machine.id()))
                .filter(id -> id != self)
                .toList();
        if (pools.size() != 1) {
            throw new PoolException(
                    pools.isEmpty()
                            ? "no pool of this user runs here; start one, or name its process with --pid"
                            : "several pools run here, " + pools + "; choose one with --pid");
        }
        return pools.get(0);
    }

    /** A JVM's main class or jar and its arguments. */
    private static boolean isPool(String commandLine) {
        String program = commandLine.split(" ", 2)[0];
        return program.endsWith("otedama-pool.jar") || program.equals(PoolMain.class.getName());
    }
}
