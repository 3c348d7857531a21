package io.otedama.examples;

import io.otedama.error.JournalException;
import io.otedama.spi.LedgerStore;
import io.otedama.storage.journal.JournalReader;
import io.otedama.storage.snapshot.FileLedgerStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that reads the journal of a data directory and does not change it. Beside a running pool too. */
abstract class DataCommand implements Callable<Integer> {
    /** Where results and messages go. */
    protected final CommandOutput output;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The directory that run or demo was given; the pool may run, be stopped, or killed.")
    private Path data = Path.of("");

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    /** For subclasses. */
    protected DataCommand(CommandOutput output) {
        this.output = output;
    }

    @Override
    public final Integer call() {
        try (JournalReader journal = JournalReader.open(DataDirectory.existingJournal(data))) {
            return read(journal);
        } catch (JournalException e) {
            output.note("otedama-pool: " + e.getMessage());
            return ExitCode.UNREADABLE;
        }
    }

    /** The journal's directory. */
    protected final Path directory() {
        return DataDirectory.journal(data);
    }

    /** The snapshots beside the journal; there may be none. */
    protected final LedgerStore snapshots() {
        return FileLedgerStore.open(DataDirectory.snapshots(data));
    }

    /** The queryable store's file. */
    protected final Path store() {
        return DataDirectory.store(data);
    }

    /** True when the result is for machines. */
    protected final boolean isJson() {
        return json;
    }

    /**
     * Does the work and returns the exit code.
     *
     * @throws JournalException when something cannot be read
     */
    protected abstract int read(JournalReader journal);
}
