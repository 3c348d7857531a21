package io.otedama.examples;

import io.otedama.metrics.InMemoryMetrics;
import io.otedama.security.Guard;
import io.otedama.security.GuardConfig;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.spi.PoolControl.Standing;
import io.otedama.spi.PoolControl.StandingEvent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is known of somebody. */
@Command(
        name = "why",
        description = "What the guard knows of an address or a worker, what moved its score, and whether it is banned.",
        footer = {
            "",
            "A score of 0 is unknown, below is bad, above is good; half of it is forgotten every ten minutes.",
            "Points are those of the default settings. Exit code 0, also when nothing is known of it."
        })
final class GuardWhyCommand extends GuardDataCommand {
    @Parameters(
            index = "0",
            paramLabel = "ADDRESS|WORKER",
            description =
                    "An IP address, a banned network, a worker's user name, or both in quotes: '203.0.113.7 WORKER'.")
    private String subject = "";

    GuardWhyCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int read(Path directory, List<GuardRecord> records) {
        Guard guard = new Guard(GuardConfig.defaults(), PoolClock.system(), new InMemoryMetrics(), event -> {});
        guard.restore(records);
        Optional<Standing> standing = guard.standing(subject);
        noteIfInUse();
        if (standing.isEmpty()) {
            output.note("nothing is known of " + subject);
        } else if (isJson()) {
            output.contract(Json.line(object(standing.get())));
        } else {
            show(standing.get());
        }
        return ExitCode.OK;
    }

    private void show(Standing standing) {
        output.contract(standing.subject() + ": score " + standing.score() + ", step " + standing.step());
        Ban ban = standing.ban();
        if (ban != null) {
            output.contract("banned from " + time(ban.sinceMillis()) + " to " + time(ban.untilMillis()) + " as "
                    + ban.network() + ", " + ban.times() + (ban.times() == 1 ? " time: " : " times: ") + ban.reason());
        }
        if (!standing.events().isEmpty()) {
            TextTable table = new TextTable("last", "what", ">times", ">points");
            for (StandingEvent event : standing.events()) {
                table.row(time(event.epochMillis()), event.kind(), event.times(), event.points());
            }
            table.lines().forEach(output::contract);
        }
    }

    private static Map<String, Object> object(Standing standing) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("subject", standing.subject());
        object.put("score", standing.score());
        object.put("step", standing.step());
        object.put("ban", object(standing.ban()));
        object.put(
                "events",
                standing.events().stream()
                        .map(event -> Map.of(
                                "time", event.epochMillis(),
                                "kind", event.kind(),
                                "times", event.times(),
                                "points", event.points()))
                        .toList());
        return object;
    }
}
