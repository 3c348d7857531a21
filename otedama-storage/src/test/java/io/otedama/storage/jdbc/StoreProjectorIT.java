package io.otedama.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.OfflineLedger;
import io.otedama.StoreProjector;
import io.otedama.chain.Work;
import io.otedama.error.StoreException;
import io.otedama.ledger.BlockBook;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.StorePosition;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredBlock;
import io.otedama.spi.StoredCredits.Credit;
import io.otedama.spi.StoredWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store that a projector fills against the books themselves. */
class StoreProjectorIT {
    private static final int STEPS = 1_500;

    @TempDir
    Path directory;

    private SqliteStore store;

    @BeforeEach
    void openStore() {
        store = open("store.db");
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private SqliteStore open(String name) {
        return SqliteStore.open(directory.resolve(name), Duration.ofMillis(20));
    }

    static void assertSameAsBooks(PoolQuery query, InMemoryJournal journal) {
        OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
        assertThat(query.position().sequence()).isEqualTo(books.sequence());
        for (OfflineLedger.Balance b : books.balances()) {
            assertThat(query.account(b.account()))
                    .contains(
                            new StoredAccount(b.account(), b.miner(), b.immature(), b.payable(), b.paying(), b.paid()));
        }
        List<StoredBlock> blocks = query.blocks(PoolQuery.NEWEST, PoolQuery.MAX_PAGE);
        assertThat(blocks).hasSameSizeAs(books.blocks());
        for (BlockBook.Entry entry : books.blocks()) {
            assertThat(blocks)
                    .filteredOn(b -> b.hash().equals(entry.hash()))
                    .singleElement()
                    .satisfies(b -> {
                        assertThat(b.status()).isEqualTo(entry.status());
                        assertThat(b.height()).isEqualTo(entry.height());
                        assertThat(b.value()).isEqualTo(entry.coinbaseValue());
                    });
        }
    }

    /** Everything the store has, as text. */
    private static String dump(Path file) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String query : List.of(
                    "SELECT sequence, hex(digest) FROM position",
                    "SELECT name, miner, immature, payable, paying, paid FROM account ORDER BY name",
                    "SELECT w.id, w.name, a.name FROM worker w JOIN account a ON a.id = account_id ORDER BY w.id",
                    "SELECT sequence, hex(hash), height, status, value, finder, status_millis FROM block ORDER BY 1",
                    "SELECT hex(block_hash), name, owed, direct FROM credit JOIN account ON id = account_id ORDER BY 1, 2",
                    "SELECT id, decided_millis, status, hex(txid), fee FROM payment ORDER BY 1",
                    "SELECT payment_id, place, name, debited, sent FROM payment_output JOIN account ON id = account_id"
                            + " ORDER BY 1, 2",
                    "SELECT newest_millis FROM history",
                    "SELECT first_sequence, last_sequence, hex(block_hash), start_millis, end_millis, shares, work_hi,"
                            + " work_lo, network_work_hi, network_work_lo FROM round ORDER BY 1",
                    "SELECT name, bucket_millis, length_millis, work_hi, work_lo, shares FROM work JOIN account ON id = account_id"
                            + " ORDER BY 1, 2")) {
                try (var rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            all.append(rows.getString(i)).append('|');
                        }
                        all.append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prop:fee=150", "pplns:fee=100", "pps:reserve=100000000000", "solo:direct=no", "tides"})
    void theStoreHasTheBalancesOfTheBooks(String terms) {
        long seed = new Random().nextLong();
        System.err.println("seed " + seed);
        RandomJournal life = new RandomJournal(seed, terms);
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            for (int i = 0; i < 5; i++) {
                life.grow(STEPS / 5);
                projector.catchUp();
                assertSameAsBooks(store, life.journal);
            }
        }
    }

    @Test
    void theCreditsOfABlockAddUpToItsValue() {
        RandomJournal life = new RandomJournal(11, "prop:fee=150");
        life.grow(STEPS);
        StoreProjector.rebuild(life.journal, store, sequence -> {});
        int mature = 0;
        for (StoredBlock block : store.blocks(PoolQuery.NEWEST, PoolQuery.MAX_PAGE)) {
            List<Credit> credits = store.credits(block.hash()).credits();
            long sum = credits.stream().mapToLong(c -> c.owed() + c.direct()).sum();
            if (block.status() == Status.FOUND) {
                assertThat(sum).isZero();
            } else if (block.status() != Status.ORPHANED) {
                assertThat(sum).isEqualTo(block.value());
                mature += block.status() == Status.MATURE ? 1 : 0;
            }
        }
        assertThat(mature).isPositive();
    }

    @Test
    void theHashrateHistoryHasTheWorkOfEveryShare() {
        RandomJournal life = new RandomJournal(12, "pplns");
        life.grow(STEPS);
        StoreProjector.rebuild(life.journal, store, sequence -> {});
        Work credited = Work.ZERO;
        long first = 0;
        ShareRecord share = new ShareRecord();
        try (JournalCursor cursor = life.journal.readFrom(1)) {
            while (cursor.next()) {
                if (cursor.record().type() == RecordType.SHARE) {
                    share.wrap(cursor.record());
                    credited = credited.plus(share.work());
                    first = first == 0 ? share.epochMillis() : first;
                }
            }
        }
        Work stored = Work.ZERO;
        for (int i = 0; i < RandomJournal.MINERS; i++) {
            for (StoredWork part : store.work(
                    RandomJournal.account(i), first, first + Duration.ofDays(20).toMillis())) {
                stored = stored.plus(part.work());
            }
        }
        assertThat(stored).isEqualTo(credited);
    }

    @Test
    void aRebuiltStoreHasTheRowsOfOneThatFollowed() throws Exception {
        long seed = new Random().nextLong();
        System.err.println("seed " + seed);
        RandomJournal life = new RandomJournal(seed, "prop:fee=150");
        Random pace = new Random(seed);
        for (int grown = 0; grown < STEPS; ) {
            try (StoreProjector projector = new StoreProjector(life.journal, store)) { // each one starts anew
                for (int i = 0; i < 3; i++) {
                    int steps = 1 + pace.nextInt(120);
                    life.grow(steps);
                    life.pause(Duration.ofDays(pace.nextInt(50)));
                    grown += steps;
                    projector.catchUp();
                }
            }
        }
        try (SqliteStore rebuilt = open("rebuilt.db")) {
            StoreProjector.rebuild(life.journal, rebuilt, sequence -> {});
        }
        assertThat(dump(directory.resolve("store.db"))).isEqualTo(dump(directory.resolve("rebuilt.db")));
    }

    @Test
    void aStoreOfAnotherJournalIsFilledAgain() {
        RandomJournal other = new RandomJournal(1, "prop");
        other.grow(STEPS);
        StoreProjector.rebuild(other.journal, store, sequence -> {});
        RandomJournal life = new RandomJournal(2, "prop");
        life.grow(2 * STEPS);
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.catchUp();
        }
        assertSameAsBooks(store, life.journal);
    }

    @Test
    void aStoreAheadOfItsJournalIsFilledAgain() {
        RandomJournal longer = new RandomJournal(3, "prop");
        longer.grow(STEPS);
        StoreProjector.rebuild(longer.journal, store, sequence -> {});
        RandomJournal shorter = new RandomJournal(3, "prop");
        shorter.grow(STEPS / 3);
        try (StoreProjector projector = new StoreProjector(shorter.journal, store)) {
            projector.catchUp();
        }
        assertSameAsBooks(store, shorter.journal);
    }

    @Test
    void aLockedStoreIsCaughtUpLater() throws Exception {
        RandomJournal life = new RandomJournal(4, "prop");
        life.grow(200);
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.catchUp();
            StorePosition before = store.position();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");
                life.grow(200);
                assertThatThrownBy(projector::catchUp)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("locked by another program");
                assertThat(store.position()).isEqualTo(before);
                projector.start();
                await().until(() -> projector.health().status() == ComponentHealth.Status.DEGRADED);
                life.grow(200); // the journal goes on meanwhile
                lock.execute("ROLLBACK");
            }
            long end = life.journal.durableSequence();
            await().until(() -> store.position().sequence() == end);
            await().until(() -> projector.health().status() == ComponentHealth.Status.UP);
        }
        assertSameAsBooks(store, life.journal);
    }

    @Test
    void aStoreThatSomebodyElseEmptiedIsFilledAgain() {
        RandomJournal life = new RandomJournal(5, "prop");
        life.grow(200);
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.catchUp();
            store.clear();
            life.grow(200);
            assertThatThrownBy(projector::catchUp).isInstanceOf(StoreException.class);
            projector.catchUp();
        }
        assertSameAsBooks(store, life.journal);
    }

    @Test
    void theThreadFollowsAndEndsWithTheLastRecord() {
        RandomJournal life = new RandomJournal(6, "prop");
        life.grow(100);
        try (StoreProjector projector = new StoreProjector(life.journal, store)) {
            projector.start();
            await().until(() -> store.position().sequence() == life.journal.durableSequence());
            await().until(() -> projector.health().detail().contains("follows"));
            life.grow(100);
        }
        assertSameAsBooks(store, life.journal);
    }
}
