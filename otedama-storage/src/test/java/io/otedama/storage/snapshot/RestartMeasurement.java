package io.otedama.storage.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.storage.journal.Durability;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a pool with ten million shares in its window takes to accept shares again, and how much memory. Not part of the
 * build: {@code ./mvnw -Prestart-test verify -pl otedama-storage -am}; {@code -Dshares=N} for another number.
 */
class RestartMeasurement {
    private static final int DEFAULT_SHARES = 11_000_000;

    @TempDir
    Path data;

    @Test
    void aRestartWithTenMillionSharesInTheWindow() throws Exception {
        Path journal = data.resolve("journal");
        Path snapshots = data.resolve("snapshots");
        int shares = Integer.getInteger("shares", DEFAULT_SHARES);
        JournalConfig config = JournalConfig.defaults().withDurability(Durability.OPERATING_SYSTEM);
        try (FileJournal file = FileJournal.open(journal, config)) {
            new RestartJournal(file).write(shares);
        }
        System.out.println("journal of " + shares + " shares by " + RestartJournal.WORKERS + " workers written");
        System.out.println("without snapshots:");
        RestartProcess.run(journal, null);
        System.out.println("the first start with a ledger store, whose close takes a snapshot:");
        RestartProcess.run(journal, snapshots);
        List<Long> kept = FileLedgerStore.open(snapshots).sequences();
        assertThat(kept).hasSize(1);
        System.out.println("a start from that snapshot, of record " + kept.get(0) + ", "
                + FileLedgerStore.open(snapshots).load(kept.get(0)).state().length + " bytes:");
        RestartProcess.run(journal, snapshots);
    }
}
