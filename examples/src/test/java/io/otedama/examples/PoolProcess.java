package io.otedama.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of this module in a process of its own, killed at the latest when the test ends. */
final class PoolProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final List<CompletableFuture<Void>> readers;

    private PoolProcess(Process process) {
        this.process = process;
        this.readers = List.of(
                CompletableFuture.runAsync(() -> read(process.inputReader(StandardCharsets.UTF_8), out)),
                CompletableFuture.runAsync(() -> read(process.errorReader(StandardCharsets.UTF_8), err)));
    }

    static PoolProcess start(Class<?> program, String... args) {
        return start(program, Map.of(), args);
    }

    static PoolProcess start(Class<?> program, Map<String, String> environment, String... args) {
        return start(List.of("-cp", System.getProperty("java.class.path"), program.getName()), environment, args);
    }

    /** As users start it. */
    static PoolProcess startJar(Path jar, String... args) {
        return start(List.of("-jar", jar.toString()), Map.of(), args);
    }

    private static PoolProcess start(List<String> what, Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(what);
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return new PoolProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(BufferedReader reader, List<String> lines) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The first line of standard output that fits. */
    String awaitLine(Predicate<String> wanted) throws InterruptedException {
        return await(out, wanted);
    }

    /** Waits for a line of standard error with this text. */
    void awaitErr(String text) throws InterruptedException {
        await(err, line -> line.contains(text));
    }

    private String await(List<String> lines, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            while (lines.stream().noneMatch(wanted)) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (leftMs <= 0 || (!process.isAlive() && readers.get(0).isDone())) {
                    throw new AssertionError("no such line; out: " + out() + ", err: " + err());
                }
                lines.wait(Math.min(leftMs, 200));
            }
            return lines.stream().filter(wanted).findFirst().orElseThrow();
        }
    }

    /** The port of {@code stratum: listening on}. */
    int awaitPort() throws InterruptedException {
        String line = awaitLine(l -> l.startsWith("stratum: listening on "));
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** SIGTERM, by its own process id; {@code Process.destroy} would also close the streams that are being read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Waits for the end and returns the exit code. */
    int awaitExit() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running; out: " + out() + ", err: " + err());
        }
        for (CompletableFuture<Void> reader : readers) {
            reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return process.exitValue();
    }

    List<String> out() {
        synchronized (out) {
            return List.copyOf(out);
        }
    }

    String err() {
        synchronized (err) {
            return String.join("\n", err);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
