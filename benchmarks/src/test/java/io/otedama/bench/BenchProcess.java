package io.otedama.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The jar of this module in a process of its own, as users start it; killed by its own id at the latest when the test ends. */
final class BenchProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/otedama-bench.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> reader;

    private BenchProcess(Process process) {
        this.process = process;
        this.reader = CompletableFuture.runAsync(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** Starts a command; what it writes to either stream is kept. */
    static BenchProcess start(String... arguments) {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR + " is missing: it is made in the package phase");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        try {
            return new BenchProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end; returns what it wrote. */
    static String run(String... arguments) throws Exception {
        try (BenchProcess command = start(arguments)) {
            if (command.awaitExit() != 0) {
                throw new AssertionError(String.join(" ", arguments) + " ended with " + command.process.exitValue()
                        + ": " + command.output());
            }
            return command.output();
        }
    }

    private void read(BufferedReader stream) {
        try (stream) {
            for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port at the end of {@code …: listening on HOST:PORT}. */
    int awaitPort() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            while (lines.stream().noneMatch(line -> line.contains(": listening on "))) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (leftMs <= 0 || (!process.isAlive() && reader.isDone())) {
                    throw new AssertionError("does not listen: " + output());
                }
                lines.wait(Math.min(leftMs, 200));
            }
            String line = lines.stream()
                    .filter(text -> text.contains(": listening on "))
                    .findFirst()
                    .orElseThrow();
            return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        }
    }

    String pid() {
        return Long.toString(process.pid());
    }

    /** SIGTERM, by its own process id; {@code Process.destroy} would also close the stream that is being read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return process.exitValue();
    }

    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
