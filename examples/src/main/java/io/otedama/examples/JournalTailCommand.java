package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordView;
import io.otedama.storage.journal.JournalReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The records of a journal, one line each. */
@Command(
        name = "tail",
        description = "Prints records, one line each: sequence, time, type and fields.",
        footer = {
            "",
            "Amounts are base units, hashes are written as block explorers do, work is a number of expected hashes.",
            "Names are quoted where they hold a space or a quote."
        })
final class JournalTailCommand extends DataCommand {
    /** Records shown unless told where to begin. */
    private static final long DEFAULT_RECORDS = 10;

    private static final long POLL_MS = 100;

    private final StopSignal stop;

    @Option(
            names = "--from",
            paramLabel = "SEQUENCE",
            description = "The first record shown. Default: the last " + DEFAULT_RECORDS + ".")
    private @Nullable Long from;

    @Option(
            names = "--follow",
            description = "Goes on with what the pool writes from now on, until SIGINT, SIGTERM or a closed pipe.")
    private boolean follow;

    JournalTailCommand(CommandOutput output, StopSignal stop) {
        super(output);
        this.stop = stop;
    }

    @Override
    protected int read(JournalReader journal) {
        try (JournalCursor cursor = journal.readFrom(begin(journal))) {
            boolean wanted = true;
            while (wanted) {
                while (wanted && cursor.next()) {
                    output.contract(line(cursor.record()));
                    wanted = !stop.isRequested() && !output.out().checkError();
                }
                wanted = wanted && follow && !stopsWithin(POLL_MS);
            }
        }
        return ExitCode.OK;
    }

    private long begin(JournalReader journal) {
        long first = journal.firstSequence();
        if (from == null) {
            return Math.max(first, journal.lastSequence() - DEFAULT_RECORDS + 1);
        }
        if (from < first) {
            throw new ConfigurationException("--from", "is " + from, "The journal begins with record " + first);
        }
        return from;
    }

    private boolean stopsWithin(long millis) {
        try {
            stop.requested().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String line(RecordView record) {
        String time = Instant.ofEpochMilli(record.epochMillis()).toString();
        Map<String, Object> fields = RecordFields.of(record);
        if (isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("sequence", record.sequence());
            all.put("time", time);
            all.put("type", RecordFields.type(record));
            all.putAll(fields);
            return Json.line(all);
        }
        return record.sequence() + " " + time + " " + RecordFields.type(record) + " "
                + fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + plain(String.valueOf(field.getValue())))
                        .collect(Collectors.joining(" "));
    }

    /** A text that spaces do not tear apart. */
    private static String plain(String value) {
        boolean simple = !value.isEmpty() && value.chars().noneMatch(c -> c == ' ' || c == '"' || c < ' ');
        return simple ? value : '"' + value.replace("\"", "\\\"") + '"';
    }
}
