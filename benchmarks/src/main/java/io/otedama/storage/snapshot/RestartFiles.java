package io.otedama.storage.snapshot;

import io.otedama.storage.journal.Durability;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import java.nio.file.Path;

/** What a pool restarts from. */
public final class RestartFiles {
    private RestartFiles() {}

    /** Writes the journal of a busy pool with so many shares. */
    public static void writeJournal(Path directory, int shares) {
        JournalConfig config = JournalConfig.defaults().withDurability(Durability.OPERATING_SYSTEM);
        try (FileJournal file = FileJournal.open(directory, config)) {
            new RestartJournal(file).write(shares);
        }
    }

    /**
     * Class whose main method starts a pool once and prints what it took; arguments: the journal's directory, and perhaps that
     * of the snapshots.
     */
    public static String startClass() {
        return RestartProcess.class.getName();
    }
}
