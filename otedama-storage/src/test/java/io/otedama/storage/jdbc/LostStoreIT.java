package io.otedama.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.StoreProjector;
import io.otedama.error.StoreException;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.StorePosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that disappear under a store that is in use, and such as cannot be opened at first. */
class LostStoreIT {
    private final RandomJournal life = new RandomJournal(31, "prop:fee=150");

    @TempDir
    Path directory;

    private Path file;
    private SqliteStore store;

    @BeforeEach
    void openStore() {
        file = directory.resolve("store.db");
        store = SqliteStore.at(file);
        life.grow(300);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void delete(String... suffixes) throws Exception {
        for (String suffix : suffixes) {
            Files.delete(directory.resolve("store.db" + suffix));
        }
    }

    /** In the file that others see, too. */
    private void awaitTheWholeJournal() {
        await().ignoreExceptions().until(() -> readAgain().sequence() == life.journal.durableSequence());
        StoreProjectorIT.assertSameAsBooks(store, life.journal);
    }

    private StorePosition readAgain() {
        try (SqliteStore other = SqliteStore.openSnapshot(file)) {
            return other.position();
        }
    }

    @Test
    void nothingIsOpenedBeforeItIsNeeded() {
        assertThat(file).doesNotExist();
        assertThat(store.position()).isEqualTo(StorePosition.NONE);
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";-wal;-shm", ";-wal", "-wal"})
    void aDeletedStoreIsFilledAgainThoughNoRecordComes(String suffixes) throws Exception {
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.start();
            awaitTheWholeJournal();
            delete(suffixes.split(";", -1));
            awaitTheWholeJournal();
            await().until(() -> projector.health().status() == Status.UP);
        }
    }

    @Test
    void aStoreThatIsDeletedAgainAndAgainHasEveryRecordOnce() throws Exception {
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.start();
            for (int i = 0; i < 5; i++) {
                awaitTheWholeJournal();
                delete("", "-wal", "-shm");
                life.grow(100);
            }
            awaitTheWholeJournal();
        }
    }

    @Test
    void aReplacedStoreIsNotTakenForTheOldOne() {
        try (SqliteStore other = SqliteStore.open(directory.resolve("other.db"))) {
            RandomJournal another = new RandomJournal(32, "prop");
            another.grow(500);
            StoreProjector.rebuild(another.journal, other, sequence -> {});
        }
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.catchUp();
            StorePosition before = store.position();
            assertThat(directory.resolve("other.db").toFile().renameTo(file.toFile()))
                    .isTrue();
            assertThat(store.position()).isNotEqualTo(before);
            life.grow(1);
            assertThatThrownBy(projector::catchUp).isInstanceOf(StoreException.class);
            projector.catchUp();
        }
        StoreProjectorIT.assertSameAsBooks(store, life.journal);
    }

    @Test
    void aFileThatIsNoStoreIsToldUntilItIsGone() throws Exception {
        Files.write(file, List.of("a letter".repeat(1_000)));
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.start();
            await().until(() -> projector.health().status() == Status.DEGRADED);
            assertThat(projector.health().detail()).contains("store.db is no SQLite database: delete it");
            delete("");
            await().until(() -> projector.health().status() == Status.UP);
        }
        StoreProjectorIT.assertSameAsBooks(store, life.journal);
    }

    @Test
    void aSnapshotAnswersFromOneMomentAndCreatesNothing() {
        assertThatThrownBy(() -> SqliteStore.openSnapshot(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.db cannot be opened");
        assertThat(file).doesNotExist();
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.catchUp();
            StorePosition before = store.position();
            try (SqliteStore snapshot = SqliteStore.openSnapshot(file)) {
                life.grow(100);
                projector.catchUp();
                assertThat(snapshot.position()).isEqualTo(before).isNotEqualTo(store.position());
                assertThatThrownBy(snapshot::clear).isInstanceOf(StoreException.class);
            }
        }
    }

    @Test
    void aClosedStoreStaysClosed() {
        store.position();
        store.close();
        assertThatThrownBy(store::position)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.db was closed");
    }
}
