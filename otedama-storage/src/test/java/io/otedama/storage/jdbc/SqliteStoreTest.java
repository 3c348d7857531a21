package io.otedama.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.error.StoreException;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.QueryStore;
import io.otedama.spi.QueryStoreContract;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends QueryStoreContract {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("store.db");
    }

    @Override
    protected QueryStore open() {
        return SqliteStore.open(file());
    }

    @Override
    protected QueryStore reopen() {
        store.close();
        return open();
    }

    @Override
    protected PoolQuery query() {
        return (PoolQuery) store;
    }

    private static void sql(Path file, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.executeUpdate(each);
            }
        }
    }

    @Test
    void aKillBeforeTheCommitLeavesNothing() {
        StoreBatch batch = new StoreBatch(
                StorePosition.NONE,
                new StorePosition(5, Hash256.ZERO),
                List.of(new StoredAccount("alice", true, 1, 2, 3, 4)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        SqliteConnection killed = SqliteConnection.writer(file(), Duration.ZERO);
        assertThatThrownBy(() -> killed.run(connection -> {
                    new BatchWriter(connection).write(batch);
                    connection.close();
                    return true;
                }))
                .isInstanceOf(StoreException.class);
        store = reopen();
        assertThat(store.position()).isEqualTo(StorePosition.NONE);
        assertThat(query().account("alice")).isEmpty();
        store.apply(batch);
        assertThat(query().account("alice")).isPresent();
    }

    @Test
    void aNewerSchemaIsRefusedByName() throws Exception {
        sql(file(), "PRAGMA user_version = 99");
        assertThatThrownBy(() -> SqliteStore.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.db has schema 99 of a newer Otedama");
    }

    @Test
    void theDatabaseOfAnotherProgramIsLeftAlone() throws Exception {
        Path foreign = directory.resolve("foreign.db");
        sql(foreign, "CREATE TABLE photos (id INTEGER)");
        assertThatThrownBy(() -> SqliteStore.open(foreign))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another program");
        sql(foreign, "INSERT INTO photos VALUES (1)");
    }

    @Test
    void aFileThatIsNoDatabaseIsSaidToBeNone() throws Exception {
        Path letter = directory.resolve("letter.db");
        Files.write(letter, "Dear store, ".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> SqliteStore.open(letter))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no SQLite database: delete it");
        assertThat(letter).hasSize(12_000);
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatThrownBy(() -> SqliteStore.open(directory.resolve("nowhere").resolve("store.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nowhere");
    }
}
