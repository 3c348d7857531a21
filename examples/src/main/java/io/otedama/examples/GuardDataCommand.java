package io.otedama.examples;

import io.otedama.error.GuardStoreException;
import io.otedama.spi.GuardRecord;
import io.otedama.spi.PoolControl.Ban;
import io.otedama.storage.guard.FileGuardStore;
import io.otedama.storage.journal.JournalReader;
import io.otedama.storage.journal.NioDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command that reads what the guard of a data directory remembers. */
abstract class GuardDataCommand extends DataCommand {
    GuardDataCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected final int read(JournalReader journal) {
        Path directory = DataDirectory.guard(directory().resolveSibling(""));
        try {
            return read(directory, FileGuardStore.read(directory));
        } catch (GuardStoreException e) {
            output.note("otedama-pool: " + e.getMessage());
            return ExitCode.UNREADABLE;
        }
    }

    /**
     * Does the work and returns the exit code.
     *
     * @param directory of the guard's store
     */
    protected abstract int read(Path directory, List<GuardRecord> records);

    /** True while a pool runs in this data directory. */
    protected final boolean isInUse() {
        try {
            return new NioDisk(directory()).isLocked();
        } catch (IOException e) {
            throw new UncheckedIOException(directory() + " cannot be read", e);
        }
    }

    /** What is on disk is up to some seconds older than what the running pool knows. */
    protected final void noteIfInUse() {
        if (isInUse()) {
            output.note("a pool runs in this directory: this is what it had written down some seconds ago");
        }
    }

    /** A ban for machines. */
    static @Nullable Map<String, Object> object(@Nullable Ban ban) {
        if (ban == null) {
            return null;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("network", ban.network());
        object.put("since", ban.sinceMillis());
        object.put("until", ban.untilMillis());
        object.put("times", ban.times());
        object.put("reason", ban.reason());
        return object;
    }

    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
