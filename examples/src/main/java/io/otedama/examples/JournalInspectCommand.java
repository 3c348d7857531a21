package io.otedama.examples;

import io.otedama.storage.journal.JournalDamagedException;
import io.otedama.storage.journal.JournalReader;
import io.otedama.storage.journal.JournalSegment;
import io.otedama.storage.journal.TornTail;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** What a journal is made of, every record read. */
@Command(
        name = "inspect",
        description = "Reads the whole journal and shows its segments, its records by type, and damage.",
        footer = {"", "Exit code 0 when everything can be read, 2 when something cannot."})
final class JournalInspectCommand extends DataCommand {
    JournalInspectCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int read(JournalReader journal) {
        JournalCensus census = JournalCensus.of(journal);
        if (isJson()) {
            output.contract(Json.line(object(journal, census)));
        } else {
            show(journal, census);
        }
        return census.damage().isEmpty() ? ExitCode.OK : ExitCode.UNREADABLE;
    }

    private void show(JournalReader journal, JournalCensus census) {
        output.contract("journal " + directory() + (journal.isLive() ? ", a pool is writing" : ", no pool is writing"));
        TextTable segments = new TextTable("segment", ">first", ">last", ">bytes", "created", ">void from");
        for (JournalSegment segment : census.segments()) {
            segments.row(
                    Path.of(segment.file()).getFileName(),
                    segment.firstSequence(),
                    segment.lastSequence(),
                    segment.bytes(),
                    segment.created(),
                    segment.voidFrom() == 0 ? "-" : segment.voidFrom());
        }
        segments.lines().forEach(output::contract);
        journal.tornTail()
                .ifPresent(torn -> output.contract("torn tail: " + torn.bytes() + " bytes at offset " + torn.offset()
                        + " of " + torn.file() + ", never acknowledged; the next start cuts them off"));
        TextTable counts = new TextTable("type", ">records");
        census.counts().forEach(counts::row);
        counts.lines().forEach(output::contract);
        census.damage().forEach(damage -> output.contract("damage: " + damage.getMessage()));
    }

    private Map<String, Object> object(JournalReader journal, JournalCensus census) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("directory", directory().toString());
        all.put("live", journal.isLive());
        all.put("segments", census.segments().stream().map(this::object).toList());
        all.put("tornTail", journal.tornTail().map(this::object).orElse(null));
        all.put("records", census.counts());
        all.put("damage", census.damage().stream().map(this::object).toList());
        return all;
    }

    private Map<String, Object> object(JournalSegment segment) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("file", segment.file());
        one.put("version", segment.formatVersion());
        one.put("first", segment.firstSequence());
        one.put("last", segment.lastSequence());
        one.put("bytes", segment.bytes());
        one.put("created", segment.created().toString());
        one.put("voidFrom", segment.voidFrom());
        return one;
    }

    private Map<String, Object> object(TornTail torn) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("file", torn.file());
        one.put("offset", torn.offset());
        one.put("bytes", torn.bytes());
        return one;
    }

    private Map<String, Object> object(JournalDamagedException damage) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("file", damage.segment());
        one.put("offset", damage.offset());
        one.put("problem", damage.what());
        return one;
    }
}
