package io.otedama.examples;

import io.otedama.StoreProjector;
import io.otedama.storage.jdbc.SqliteStore;
import io.otedama.storage.journal.JournalReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done to the queryable store without a pool. */
@Command(
        name = "store",
        description = "The queryable copy of the journal, a SQLite database.",
        synopsisSubcommandLabel = "rebuild")
final class StoreCommand implements Callable<Integer> {
    /** Below the data directory. */
    private static final String JOURNAL = "journal";

    private static final String STORE = "store.db";

    private final CommandOutput output;

    @Spec
    private @Nullable CommandSpec spec;

    StoreCommand(CommandOutput output) {
        this.output = output;
    }

    /** Called without a subcommand. */
    @Override
    public Integer call() {
        CommandSpec self = spec;
        if (self == null) {
            throw new IllegalStateException("called outside of a command line");
        }
        throw new ParameterException(self.commandLine(), "Missing command: rebuild");
    }

    /** Fills the store again; the pool must not be running. */
    @Command(
            name = "rebuild",
            description = "Empties DIR/store.db and fills it again from DIR/journal. Stop the pool before.",
            footer = {"", "Prints one line 'store: sequence=N' with the last journal record in the store."})
    int rebuild(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "The pool's data directory.")
                    Path data) {
        try (JournalReader journal = JournalReader.open(data.resolve(JOURNAL));
                SqliteStore store = SqliteStore.open(data.resolve(STORE))) {
            StoreProjector.rebuild(journal, store, sequence -> output.note("record " + sequence));
            output.contract("store: sequence=" + store.position().sequence());
        }
        return ExitCode.OK;
    }
}
