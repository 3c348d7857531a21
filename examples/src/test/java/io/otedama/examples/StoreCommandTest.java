package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.spi.BootRecord;
import io.otedama.spi.WorkerRecord;
import io.otedama.storage.jdbc.SqliteStore;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {
    @TempDir
    Path directory;

    @Test
    void aRebuildFillsTheStoreFromTheJournal() {
        ByteBuffer bytes = ByteBuffer.allocate(1_024).order(ByteOrder.LITTLE_ENDIAN);
        try (FileJournal journal = FileJournal.open(directory.resolve("journal"), JournalConfig.defaults())) {
            journal.append(new BootRecord().encode(bytes, 1, 1, Hash256.ZERO, "test"));
            journal.append(new WorkerRecord().encode(bytes, 2, 1, "alice.rig", "alice"));
            journal.flush();
        }
        CommandRun run = CommandRun.of("store", "rebuild", "--data", directory.toString());
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(run.out()).containsExactly("store: sequence=2");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        try (SqliteStore store = SqliteStore.open(directory.resolve("store.db"))) {
            assertThat(store.account("alice")).isPresent();
        }
    }

    @Test
    void aMissingJournalIsNamed() {
        CommandRun run = CommandRun.of(
                "store", "rebuild", "--data", directory.resolve("none").toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("none").doesNotContain("\tat ");
    }

    @Test
    void aMissingSubcommandIsSaid() {
        CommandRun run = CommandRun.of("store");
        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("Missing command: rebuild");
    }
}
