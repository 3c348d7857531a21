package io.otedama.examples;

import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolControl.Ban;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/** Bans in force. */
@Command(
        name = "list",
        description = "Bans in force, those that end last first. Beside a running pool too.",
        footer = {
            "",
            "'times' is how often it has been banned as far as that is remembered; each ban lasts twice as long as the one before.",
            "With --json one object per line: network, since, until (milliseconds since 1970), times, reason."
        })
final class GuardListCommand extends GuardDataCommand {
    GuardListCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int read(Path directory, List<GuardRecord> records) {
        long now = System.currentTimeMillis();
        List<Ban> bans = records.stream()
                .map(GuardRecord::ban)
                .filter(Objects::nonNull)
                .filter(ban -> ban.untilMillis() > now)
                .sorted(Comparator.comparingLong(Ban::untilMillis).reversed().thenComparing(Ban::network))
                .toList();
        noteIfInUse();
        if (isJson()) {
            bans.forEach(ban -> output.contract(Json.line(Objects.requireNonNull(object(ban)))));
            return ExitCode.OK;
        }
        if (bans.isEmpty()) {
            output.note("nobody is banned");
            return ExitCode.OK;
        }
        TextTable table = new TextTable("network", "until", ">times", "reason");
        bans.forEach(ban -> table.row(ban.network(), time(ban.untilMillis()), ban.times(), ban.reason()));
        table.lines().forEach(output::contract);
        return ExitCode.OK;
    }
}
