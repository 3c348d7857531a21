package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.Pool;
import io.otedama.chain.Hash256;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.SnapshotRecord;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.snapshot.FileLedgerStore;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The books as commands tell them. */
class LedgerCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final int MATURITY = 2;
    private static final int BLOCKS = 5;

    /** In the serialised books, behind format and sequence. */
    private static final int BOOT_NUMBER_OFFSET = 12;

    private static final String HEIGHT = Integer.toString(BLOCKS);
    private static final String POOL = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final String ALICE = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String BOB = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

    @TempDir
    Path data;

    private Hash256 last = Hash256.ZERO;
    private long earned;

    /** Alice mines some blocks for a pool that keeps one percent. */
    @BeforeEach
    void mine() throws Exception {
        RegtestChain chain = RegtestChain.builder().coinbaseMaturity(MATURITY).build();
        StratumServer stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        try (RegtestServer node = RegtestServer.start(chain);
                Pool pool = Pool.builder()
                        .node(CoreNode.builder().endpoint(node.url()).build())
                        .payoutAddress(POOL)
                        .frontEnd(stratum)
                        .maturity(MATURITY + 1)
                        .journal(FileJournal.open(DataDirectory.journal(data), JournalConfig.defaults()))
                        .ledgerStore(snapshots())
                        .payout(PayoutTerms.parse("prop:fee=100"))
                        .build()) {
            pool.start();
            try (StepMiner miner = new StepMiner(
                    stratum.localAddress().getPort(), new Sha256dProofOfWork(), ALICE + ".rig", "step/1.0")) {
                miner.mine(BLOCKS);
            }
            await().atMost(WAIT)
                    .until(() -> pool.snapshot().blocks().stream()
                                    .filter(block -> block.status() == Status.MATURE)
                                    .count()
                            == BLOCKS - MATURITY);
            last = chain.blockAt(BLOCKS).orElseThrow().hash();
            earned = pool.snapshot().earned();
        }
    }

    private LedgerStore snapshots() {
        return FileLedgerStore.open(DataDirectory.snapshots(data));
    }

    @Test
    void aSnapshotBesideTheJournalIsComparedToo() throws Exception {
        long sequence = snapshots().sequences().get(0);
        assertThat(ledger("verify").out().get(0)).contains(" snapshots=1 ");
        assertThat(json(ledger("verify", "--json")).path("snapshots").get(0).asLong())
                .isEqualTo(sequence);

        LedgerSnapshot kept = snapshots().load(sequence);
        byte[] other = kept.state().clone();
        other[BOOT_NUMBER_OFFSET] ^= 1;
        snapshots()
                .save(new LedgerSnapshot(
                        sequence,
                        kept.format(),
                        kept.poolName(),
                        kept.genesis(),
                        LedgerSnapshot.digest(other),
                        kept.replayFrom(),
                        kept.retainFrom(),
                        other));
        CommandRun verify = ledger("verify");
        assertThat(verify.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(verify.out().get(0))
                .startsWith("ledger: differs the snapshot of record " + sequence)
                .contains("first at byte " + BOOT_NUMBER_OFFSET);
    }

    @Test
    void aDamagedSnapshotIsUnreadableAndTheBooksAreEqualAllTheSame() throws Exception {
        JournalCommandIT.damage(DataDirectory.snapshots(data)
                .resolve(String.format("%020d.snap", snapshots().sequences().get(0))));
        CommandRun verify = ledger("verify");

        assertThat(verify.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(verify.out().get(0)).startsWith("ledger: equal ").contains(" snapshots=0 ");
        assertThat(verify.err()).contains("is damaged");
        assertThat(json(ledger("verify", "--json")).path("unreadable")).hasSize(1);
        assertThat(ledger("show").exitCode()).isZero();
    }

    @Test
    void aSnapshotOfRecordsThatTheJournalHasLostIsNamed() throws Exception {
        LedgerSnapshot kept = snapshots().load(snapshots().sequences().get(0));
        long newer = kept.sequence() + 1_000;
        snapshots()
                .save(new LedgerSnapshot(
                        newer,
                        kept.format(),
                        kept.poolName(),
                        kept.genesis(),
                        kept.digest(),
                        kept.replayFrom(),
                        kept.retainFrom(),
                        kept.state()));
        CommandRun verify = ledger("verify");
        assertThat(verify.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(verify.out().get(0)).contains("snapshot of record " + newer, "the journal ends at record ");
    }

    @Test
    void theBooksOfAWholeJournalAreEqual() throws Exception {
        CommandRun verify = ledger("verify");

        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(verify.out()).hasSize(1).first().asString().startsWith("ledger: equal sequence=");
        JsonNode json = json(ledger("verify", "--json"));
        assertThat(json.path("equal").asBoolean()).isTrue();
        assertThat(json.path("blocks").asInt()).isEqualTo(BLOCKS);
    }

    @Test
    void aSnapshotOfOtherBooksIsTheDifference() throws Exception {
        try (FileJournal journal = FileJournal.open(DataDirectory.journal(data), JournalConfig.defaults())) {
            ByteBuffer bytes = ByteBuffer.allocate(SnapshotRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            journal.append(new SnapshotRecord().encode(bytes, 0, journal.durableSequence(), Hash256.ZERO));
            journal.flush();
        }
        CommandRun verify = ledger("verify");

        assertThat(verify.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(verify.out()).hasSize(1).first().asString().startsWith("ledger: differs record ");
        assertThat(json(ledger("verify", "--json")).path("equal").asBoolean()).isFalse();
        assertThat(ledger("show").exitCode()).isEqualTo(ExitCode.DIFFERS);
    }

    @Test
    void aDamagedJournalIsUnreadable() throws Exception {
        String inspect =
                JournalCommandTest.journal("inspect", data, "--json").out().get(0);
        JournalCommandIT.damage(Path.of(
                JSON.readTree(inspect).path("segments").get(0).path("file").asText()));
        for (String command : List.of("verify", "show")) {
            CommandRun run = ledger(command);
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREADABLE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("is damaged at offset").doesNotContain("\tat ");
        }
    }

    @Test
    void oneAddressIsShownInBaseUnits() throws Exception {
        JsonNode alice = json(ledger("show", ALICE, "--json"));
        JsonNode fee = json(ledger("show", "pool:fee", "--json"));

        assertThat(names(alice)).containsExactly("address", "unit", "immature", "payable", "paid", "sequence");
        assertThat(alice.path("unit").asText()).isEqualTo("satoshi");
        assertThat(alice.path("immature").asLong()).isPositive();
        assertThat(alice.path("payable").asLong()).isPositive();
        assertThat(sum(alice) + sum(fee)).isEqualTo(earned);
        assertThat(ledger("show").out()).anyMatch(line -> line.startsWith(ALICE + " "));
    }

    @Test
    void anUnknownAddressHasNothing() throws Exception {
        CommandRun show = ledger("show", BOB, "--json");

        assertThat(show.exitCode()).isZero();
        assertThat(show.err()).contains("there is no account " + BOB);
        assertThat(sum(json(show))).isZero();
        assertThat(names(json(show))).hasSize(6);
    }

    @Test
    void aBlockIsExplainedByHashOrHeight() throws Exception {
        JsonNode byHash = json(ledger("explain", last.toString(), "--json"));
        JsonNode byHeight = json(ledger("explain", HEIGHT, "--json"));

        assertThat(byHeight).isEqualTo(byHash);
        assertThat(byHash.path("finder").asText()).isEqualTo(ALICE);
        long shared = 0;
        for (JsonNode line : byHash.path("lines")) {
            shared += line.path("owed").asLong() + line.path("direct").asLong();
        }
        assertThat(shared).isEqualTo(byHash.path("value").asLong());
        // every share of this miner is a block, so a round has one share
        assertThat(byHash.path("firstShare").asLong())
                .isPositive()
                .isEqualTo(byHash.path("lastShare").asLong());
        assertThat(json(ledger("explain", HEIGHT, ALICE, "--json"))
                        .path("lines")
                        .get(0)
                        .path("shares")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(ledger("explain", HEIGHT, ALICE, "--json")).path("lines"))
                .hasSize(1);
        assertThat(ledger("explain", HEIGHT).out())
                .anyMatch(line -> line.startsWith(ALICE))
                .anyMatch(line -> line.startsWith("pool:fee"));
    }

    @Test
    void aBlockThatIsNotThePoolsIsNamed() {
        CommandRun explain = ledger("explain", "999");

        assertThat(explain.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(explain.err()).contains("BLOCK: 999 is no block of this pool");
    }

    private static long sum(JsonNode account) {
        return account.path("immature").asLong()
                + account.path("payable").asLong()
                + account.path("paid").asLong();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode json(CommandRun run) throws Exception {
        assertThat(run.out()).as(run.err()).hasSize(1);
        return JSON.readTree(run.out().get(0));
    }

    private CommandRun ledger(String command, String... options) {
        List<String> args = new ArrayList<>(List.of("ledger", command, "--data", data.toString()));
        args.addAll(Arrays.asList(options));
        return CommandRun.of(args.toArray(String[]::new));
    }
}
