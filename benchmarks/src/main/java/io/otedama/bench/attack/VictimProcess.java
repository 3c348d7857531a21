package io.otedama.bench.attack;

import io.otedama.bench.ScratchDirectory;
import io.otedama.bench.node.MockNode;
import io.otedama.bench.node.MockNodeConfig;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The example pool in a process of its own, on a mock node of this process; both end with {@code close}. One thread. */
final class VictimProcess implements AutoCloseable {
    private static final long START_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long HTTP_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STOP_SECONDS = 20;
    private static final int TRANSACTIONS = 500;
    private static final String MAX_HEAP = "-Xmx512m";

    private final ScratchDirectory directory = new ScratchDirectory();
    private final MockNode node = new MockNode(MockNodeConfig.of(
            Network.BITCOIN, TRANSACTIONS, Difficulty.of("1000000").toTarget(1).toCompact()));
    private @Nullable Process process;

    /**
     * Starts the pool; returns when miners can connect.
     *
     * @param jar of the example pool
     * @param more settings that are added to its own
     * @throws IllegalStateException when it does not start
     */
    Victim start(Path jar, List<String> more) throws IOException {
        node.start();
        Path settings = directory.path().resolve("pool.yaml");
        Files.writeString(
                settings, VictimSettings.yaml(node.url(), directory.path().resolve("data"), more));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MAX_HEAP,
                "-jar",
                jar.toString(),
                "run",
                "--config",
                settings.toString());
        Process started = new ProcessBuilder(command)
                .redirectOutput(output().toFile())
                .redirectError(log().toFile())
                .start();
        process = started;
        InetSocketAddress stratum = await(started, "stratum", START_NS);
        InetSocketAddress sv2 = await(started, "sv2", START_NS);
        InetSocketAddress http = find("http", HTTP_NS);
        if (stratum == null || sv2 == null) {
            throw new IllegalStateException("the pool did not start: " + Files.readString(log()));
        }
        return new Victim(stratum, sv2, http, List.of(started.pid()));
    }

    private @Nullable InetSocketAddress await(Process started, String port, long patienceNs) throws IOException {
        return started.isAlive() ? find(port, patienceNs) : null;
    }

    private @Nullable InetSocketAddress find(String port, long patienceNs) throws IOException {
        long end = System.nanoTime() + patienceNs;
        InetSocketAddress found = announced(Files.readString(output()), port);
        while (found == null && System.nanoTime() < end && process != null && process.isAlive()) {
            LockSupport.parkNanos(LOOK_NS);
            found = announced(Files.readString(output()), port);
        }
        return found;
    }

    /** The address in {@code NAME: listening on HOST:PORT}; null where the line is missing. */
    static @Nullable InetSocketAddress announced(String output, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": listening on (\\S+):(\\d+)(?: |$)")
                .matcher(output);
        return line.find() ? new InetSocketAddress(line.group(1), Integer.parseInt(line.group(2))) : null;
    }

    private Path output() {
        return directory.path().resolve("pool.out");
    }

    private Path log() {
        return directory.path().resolve("pool.log");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Errors and stack traces that the pool has logged. */
    List<String> troubles() throws IOException {
        List<String> troubles = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (line.contains(" ERROR ") || line.matches("^(\\S+\\.)+\\S*(Exception|Error)\\b.*")) {
                troubles.add(line);
            }
        }
        return troubles;
    }

    @Override
    public void close() {
        Process running = process;
        try {
            if (running != null) {
                running.destroy();
                if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        node.close();
        directory.close();
    }
}
