package io.otedama.examples;

import io.otedama.StoreProjector;
import io.otedama.storage.jdbc.SqliteStore;
import io.otedama.storage.journal.JournalReader;
import java.util.Map;
import picocli.CommandLine.Command;

/** Fills the store again. */
@Command(
        name = "rebuild",
        description =
                "Empties DIR/store.db and fills it again from DIR/journal. Stop the pool before, if it has a store.",
        footer = {
            "",
            "Prints one line 'store: sequence=N' with the last journal record in the store.",
            "Exit code 0 when it is filled, 1 when the store does not take it, 2 when the journal cannot be read."
        })
final class StoreRebuildCommand extends DataCommand {
    StoreRebuildCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int read(JournalReader journal) {
        try (SqliteStore store = SqliteStore.open(store())) {
            StoreProjector.rebuild(journal, store, sequence -> output.note("store: record " + sequence));
            long sequence = store.position().sequence();
            output.contract(isJson() ? Json.line(Map.of("sequence", sequence)) : "store: sequence=" + sequence);
        }
        return ExitCode.OK;
    }
}
