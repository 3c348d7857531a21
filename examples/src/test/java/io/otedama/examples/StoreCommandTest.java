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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {
    @TempDir
    Path directory;

    private CommandRun rebuild() {
        ByteBuffer bytes = ByteBuffer.allocate(1_024).order(ByteOrder.LITTLE_ENDIAN);
        try (FileJournal journal = FileJournal.open(directory.resolve("journal"), JournalConfig.defaults())) {
            journal.append(new BootRecord().encode(bytes, 1, 1, Hash256.ZERO, "test"));
            journal.append(new WorkerRecord().encode(bytes, 2, 1, "alice.rig", "alice"));
            journal.flush();
        }
        return CommandRun.of("store", "rebuild", "--data", directory.toString());
    }

    private CommandRun verify(String... options) {
        return CommandRun.of(
                Stream.concat(Stream.of("ledger", "verify", "--data", directory.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void aRebuildFillsTheStoreFromTheJournal() {
        CommandRun run = rebuild();
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(run.out()).containsExactly("store: sequence=2");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        try (SqliteStore store = SqliteStore.open(directory.resolve("store.db"))) {
            assertThat(store.account("alice")).isPresent();
        }
        assertThat(verify().out()).singleElement().asString().endsWith(" store=2");
    }

    @Test
    void oneChangedNumberInTheStoreIsTheDifference() throws Exception {
        rebuild();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                Statement change = connection.createStatement()) {
            change.executeUpdate("UPDATE account SET payable = 1 WHERE name = 'alice'");
        }
        CommandRun text = verify();
        assertThat(text.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(text.out())
                .containsExactly("ledger: differs store account alice: the store has immature 0, payable 1, paying 0,"
                        + " paid 0; the journal says immature 0, payable 0, paying 0, paid 0");
        CommandRun json = verify("--json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(json.out()).singleElement().asString().startsWith("{\"equal\":false,\"difference\":\"store account");
    }

    @Test
    void aStoreThatCannotBeReadIsNoDifference() throws Exception {
        rebuild();
        Files.write(directory.resolve("store.db"), new byte[10_000]);
        CommandRun run = verify();
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("store.db").doesNotContain("\tat ");
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
