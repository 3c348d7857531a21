package io.otedama.examples;

import io.otedama.metrics.InMemoryMetrics;
import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolClock;
import io.otedama.storage.guard.FileGuardStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a ban. */
@Command(
        name = "unban",
        description = "Ends a ban and forgives what led to it. For a stopped pool.",
        footer = {
            "",
            "Prints one line 'unbanned: NETWORK'. Exit code 0 when it was banned, 1 when it was not or a pool runs in the directory,",
            "2 when the store cannot be read."
        })
final class GuardUnbanCommand extends GuardDataCommand {
    @Parameters(
            index = "0",
            paramLabel = "NETWORK",
            description =
                    "As 'guard list' shows it; of a worker from an address, both in quotes: '203.0.113.7 WORKER'.")
    private String network = "";

    GuardUnbanCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int read(Path directory, List<GuardRecord> records) {
        if (isInUse()) {
            output.note("otedama-pool: a pool runs in this directory and would write its bans over this;"
                    + " ask the running pool to unban, or stop it first");
            return ExitCode.FAILURE;
        }
        Guard guard = new Guard(GuardConfig.defaults(), PoolClock.system(), new InMemoryMetrics(), event -> {});
        guard.restore(records);
        if (!guard.unban(network)) {
            output.note("otedama-pool: " + network + " is not banned; 'guard list' shows who is");
            return ExitCode.FAILURE;
        }
        String subject = guard.canonical(network);
        try (FileGuardStore store = FileGuardStore.open(directory)) {
            store.replace(records.stream()
                    .filter(record -> !record.subject().equals(subject))
                    .toList());
        }
        output.contract(isJson() ? Json.line(Map.of("unbanned", subject)) : "unbanned: " + subject);
        return ExitCode.OK;
    }
}
