package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.error.StoreException;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoredAccount;
import io.otedama.spi.StoredRound;
import io.otedama.storage.jdbc.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queryable store of a pool that runs, whatever befalls it. */
class StoreIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofSeconds(60);

    @TempDir
    Path data;

    @Test
    void afterADemoTheStoreAnswersWhatTheLedgerShows() throws Exception {
        try (PoolProcess demo = start("--blocks", "3", "--maturity", "1", "--payout", "prop:fee=100")) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
        }
        assertTheStoreIsWhole();
        CommandRun show = CommandRun.of("ledger", "show", "--json", "--data", data.toString());
        JsonNode ledger = JSON.readTree(show.out().get(0));
        try (SqliteStore store = SqliteStore.openSnapshot(store())) {
            assertThat(store.position().sequence())
                    .isEqualTo(ledger.path("sequence").asLong());
            for (JsonNode account : ledger.path("accounts")) {
                StoredAccount stored =
                        store.account(account.path("account").asText()).orElseThrow();
                assertThat(stored.immature()).isEqualTo(account.path("immature").asLong());
                assertThat(stored.payable() + stored.paying())
                        .isEqualTo(account.path("payable").asLong());
                assertThat(stored.paid()).isEqualTo(account.path("paid").asLong());
            }
            List<StoredRound> rounds = store.rounds(PoolQuery.NEWEST, 10);
            assertThat(rounds)
                    .hasSize(4)
                    .first()
                    .satisfies(round -> assertThat(round.block()).isNull());
            assertThat(rounds.subList(1, 4)).allSatisfy(round -> {
                assertThat(round.block()).isNotNull();
                assertThat(round.luckPpm()).isPositive();
            });
        }
    }

    @Test
    void aStoreThatIsDeletedUnderThePoolComesBack() throws Exception {
        try (PoolProcess demo = start()) {
            demo.awaitErr("found block 1 ");
            await().atMost(WAIT).until(() -> position() > 0);
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.delete(data.resolve(DataDirectory.store(data).getFileName() + suffix));
            }
            demo.awaitErr("store.db was removed");
            demo.awaitErr("found block 3 ");
            await().atMost(WAIT).until(() -> position() > 0);
            demo.terminate();
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
        }
        assertTheStoreIsWhole();
    }

    @Test
    void aStoreThatSomebodyElseHasLockedIsCaughtUp() throws Exception {
        try (PoolProcess demo = start()) {
            demo.awaitErr("found block 1 ");
            await().atMost(WAIT).until(() -> position() > 0);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store());
                    Statement lock = other.createStatement()) {
                lock.execute("PRAGMA busy_timeout = 10000");
                lock.execute("BEGIN EXCLUSIVE");
                demo.awaitErr("store.db is locked by another program");
                demo.awaitErr("found block 3 ");
                lock.execute("ROLLBACK");
            }
            demo.awaitErr("the store follows the journal again");
            demo.terminate();
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
        }
        assertTheStoreIsWhole();
    }

    @Test
    void aFileThatIsNoStoreKeepsNobodyFromMining() throws Exception {
        Files.writeString(store(), "a letter".repeat(1_000));
        try (PoolProcess demo = start("--blocks", "2")) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.err()).contains("store.db is no SQLite database: delete it");
        }
        CommandRun verify = verify();
        assertThat(verify.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(verify.out()).isEmpty();
        assertThat(verify.err()).contains("store.db is no SQLite database").doesNotContain("\tat ");

        Files.delete(store());
        assertThat(verify().exitCode()).isZero();
        CommandRun rebuild = CommandRun.of("store", "rebuild", "--data", data.toString());
        assertThat(rebuild.exitCode()).as(rebuild.err()).isZero();
        assertTheStoreIsWhole();
    }

    @Test
    void theShadedJarHasWhatTheStoreNeeds() throws Exception {
        Path jar = Path.of("target", "otedama-pool.jar");
        try (PoolProcess demo = PoolProcess.startJar(
                jar, "demo", "--listen", "127.0.0.1:0", "--blocks", "1", "--data", data.toString())) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.err()).doesNotContain("the store does not follow");
        }
        assertTheStoreIsWhole();
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(data.resolve(store().getFileName() + suffix));
        }
        try (PoolProcess rebuild = PoolProcess.startJar(jar, "store", "rebuild", "--data", data.toString())) {
            assertThat(rebuild.awaitExit()).as(rebuild.err()).isZero();
            assertThat(rebuild.out()).hasSize(1).first().asString().startsWith("store: sequence=");
        }
        assertTheStoreIsWhole();
    }

    /** The journal's last record is in it, and all it has is what the journal says. */
    private void assertTheStoreIsWhole() throws Exception {
        CommandRun verify = verify("--json");
        assertThat(verify.exitCode()).as(verify.err() + verify.out()).isZero();
        JsonNode json = JSON.readTree(verify.out().get(0));
        assertThat(json.path("store").asLong()).isEqualTo(json.path("sequence").asLong());
    }

    private CommandRun verify(String... options) {
        List<String> args = new ArrayList<>(List.of("ledger", "verify", "--data", data.toString()));
        args.addAll(Arrays.asList(options));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private Path store() {
        return DataDirectory.store(data);
    }

    /** As another process sees it; 0 when there is nothing to see. */
    private long position() {
        try (SqliteStore store = SqliteStore.openSnapshot(store())) {
            return store.position().sequence();
        } catch (StoreException e) {
            return 0;
        }
    }

    private PoolProcess start(String... options) {
        List<String> args = new ArrayList<>(List.of("demo", "--listen", "127.0.0.1:0", "--data", data.toString()));
        args.addAll(Arrays.asList(options));
        return PoolProcess.start(PoolMain.class, args.toArray(String[]::new));
    }
}
