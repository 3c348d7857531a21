package io.otedama.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.StoreAudit;
import io.otedama.StoreProjector;
import io.otedama.spi.InMemoryJournal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an audit finds. */
class StoreAuditIT {
    private final long seed = new Random().nextLong();
    private final RandomJournal life = new RandomJournal(seed, "prop:fee=150");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void fill() {
        System.err.println("seed " + seed);
        file = directory.resolve("store.db");
        life.grow(1_500);
        try (SqliteStore store = SqliteStore.open(file)) {
            StoreProjector.rebuild(life.journal, store, sequence -> {});
        }
    }

    private Optional<String> audit(InMemoryJournal journal) {
        try (SqliteStore store = SqliteStore.openSnapshot(file)) {
            return StoreAudit.firstDifference(journal, store, sequence -> {});
        }
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isPositive();
        }
    }

    @Test
    void aStoreBehindItsJournalDoesNotDiffer() {
        assertThat(audit(life.journal)).isEmpty();
        life.grow(100);
        assertThat(audit(life.journal)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE account SET payable = payable + 1 WHERE name = 'miner3'; account miner3: the store has immature",
                "UPDATE account SET paid = -7 WHERE name = 'pool:fee'; account pool:fee: the store has",
                "INSERT INTO account VALUES (999, 'stranger', 1, 0, 5, 0, 0); account stranger: the store has",
                "UPDATE block SET value = value - 1 WHERE sequence = (SELECT max(sequence) FROM block); block ",
                "UPDATE block SET status = 'FOUND' WHERE status = 'MATURE'; block ",
                "UPDATE credit SET owed = owed + 1; credit of block ",
                "DELETE FROM credit; credit of block ",
                "UPDATE payment SET fee = fee + 1 WHERE id = 1; payment 1 to ",
                "UPDATE payment_output SET sent = sent + 1 WHERE payment_id = 1 AND place = 0; payment 1 to ",
                "DELETE FROM payment_output WHERE payment_id = 1; payment 1 to ",
                "UPDATE round SET shares = shares + 1 WHERE first_sequence = 1; round from record 1: the store has",
                "UPDATE position SET digest = zeroblob(32); position: record ",
                "UPDATE position SET sequence = sequence + 1000000; position: the store goes up to record 1"
            })
    void oneChangedNumberIsNamed(String change, String difference) throws Exception {
        sql(change);
        assertThat(audit(life.journal))
                .hasValueSatisfying(found -> assertThat(found).startsWith(difference));
    }

    @Test
    void theStoreOfAnotherJournalIsToldAtOnce() {
        RandomJournal other = new RandomJournal(seed + 1, "prop");
        other.grow(3_000);
        assertThat(audit(other.journal))
                .hasValueSatisfying(found -> assertThat(found).endsWith("is another one in this journal"));
    }

    @Test
    void anEmptyStoreIsBehindEverything() {
        try (SqliteStore store = SqliteStore.open(file)) {
            store.clear();
        }
        assertThat(audit(life.journal)).isEmpty();
    }
}
