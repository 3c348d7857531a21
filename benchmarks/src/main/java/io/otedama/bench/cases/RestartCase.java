package io.otedama.bench.cases;

import io.otedama.bench.run.BenchResult;
import io.otedama.storage.snapshot.RestartFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a pool with a full window takes from the start of its {@code main} method to the first accepted share, each start in
 * a process of its own: without snapshots; with a ledger store, whose close takes a snapshot; from that snapshot.
 *
 * @param shares in the journal
 * @param heap of each process, as {@code -Xmx} wants it; empty: the JVM's own choice
 * @param directory where the journal is made, null: the system's temporary directory
 */
record RestartCase(int shares, String heap, @Nullable Path directory) {
    private static final Pattern STARTED =
            Pattern.compile("started after (\\d+) ms, a share accepted after (\\d+) ms, (\\d+) shares credited");
    private static final Pattern MEMORY = Pattern.compile("collection (\\d+) MiB.*VmHWM: (\\d+) kB");
    private static final Pattern CLOSED = Pattern.compile("closed after (\\d+) ms");

    BenchResult run() throws IOException, InterruptedException {
        BenchResult result =
                new BenchResult("restart").parameter("shares", shares).parameter("heap", heap);
        try (TempDirectory data = TempDirectory.in(directory)) {
            Path journal = data.path().resolve("journal");
            Path snapshots = data.path().resolve("snapshots");
            RestartFiles.writeJournal(journal, shares);
            report(result, "withoutSnapshots", start(journal.toString()));
            report(result, "firstWithSnapshots", start(journal.toString(), snapshots.toString()));
            report(result, "fromSnapshot", start(journal.toString(), snapshots.toString()));
        }
        return result;
    }

    private static void report(BenchResult result, String name, String output) {
        Matcher started = find(STARTED, output);
        result.number(name + "FirstShareMillis", Long.parseLong(started.group(2)));
        result.number(name + "CreditedShares", Long.parseLong(started.group(3)));
        result.number(name + "HeapMiB", Long.parseLong(find(MEMORY, output).group(1)));
        result.number(
                name + "PeakResidentMiB", Long.parseLong(find(MEMORY, output).group(2)) / 1024);
        result.number(name + "CloseMillis", Long.parseLong(find(CLOSED, output).group(1)));
    }

    private static Matcher find(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("the pool's process said nothing like '" + pattern + "': " + output);
        }
        return found;
    }

    private String start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!heap.isEmpty()) {
            command.add("-Xmx" + heap);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RestartFiles.startClass()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (var in = process.inputReader()) {
            output = String.join("\n", in.lines().toList());
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the pool's process ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }
}
