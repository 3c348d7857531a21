package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.Pool;
import io.otedama.PoolBuilder;
import io.otedama.chain.Address;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.JournalException;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.JournalReader;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool with a journal on disk and a payout scheme, on the embedded chain: books and chain must tell the same. */
class DurablePoolIT {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Network NETWORK = Network.BITCOIN_REGTEST;
    private static final int MATURITY = 8;
    private static final int TURN = 6;
    private static final String POOL = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final String ALICE = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String BOB = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

    @TempDir
    Path data;

    private final RegtestChain chain = RegtestChain.builder()
            .network(NETWORK)
            .coinbaseMaturity(MATURITY)
            .transactionsPerBlock(3)
            .build();
    private RegtestServer node;
    private StratumServer stratum;

    @BeforeEach
    void startNode() {
        node = RegtestServer.start(chain);
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    private PoolBuilder builder(String terms) {
        stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        PoolBuilder builder = Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(POOL)
                .frontEnd(stratum)
                .maturity(MATURITY + 1)
                .journal(FileJournal.open(data, JournalConfig.defaults()));
        return terms.isEmpty() ? builder : builder.payout(PayoutTerms.parse(terms));
    }

    private void mine(Pool pool, String account, int blocks) throws Exception {
        int next = chain.height() + 1; // the miner must not begin with work on an older tip
        await().atMost(WAIT)
                .until(() -> Objects.requireNonNull(pool.snapshot().job()).height() == next);
        try (StepMiner miner = new StepMiner(
                stratum.localAddress().getPort(), new Sha256dProofOfWork(), account + ".rig", "step/1.0")) {
            miner.mine(blocks);
        }
        assertThat(chain.awaitHeight(next - 1 + blocks, WAIT))
                .isTrue(); // the answer to a share does not wait for the node
    }

    /** Every block of the chain is known to the pool as what the chain says of it. */
    private void awaitSettled(Pool pool) {
        await().atMost(WAIT)
                .until(() ->
                        pool.snapshot().blocks().stream().allMatch(b -> b.status() == expected(b.hash(), b.height())));
    }

    private Status expected(Hash256 hash, int height) {
        boolean inChain = chain.blockAt(height)
                .map(RegtestBlock::hash)
                .filter(hash::equals)
                .isPresent();
        if (!inChain) {
            return Status.ORPHANED;
        }
        return chain.height() - height + 1 > MATURITY ? Status.MATURE : Status.IN_CHAIN;
    }

    private OfflineLedger recompute() {
        try (JournalReader journal = JournalReader.open(data)) {
            return OfflineLedger.replay(journal, sequence -> {});
        }
    }

    /** What the coinbases of our blocks pay to a script. */
    private long onChain(Pool pool, String address) throws Exception {
        byte[] script = Address.parse(address, NETWORK).script();
        long sum = 0;
        for (var block : pool.snapshot().blocks()) {
            if (expected(block.hash(), block.height()) != Status.ORPHANED) {
                sum += chain.blockAt(block.height()).orElseThrow().coinbase().outputs().stream()
                        .filter(output -> Arrays.equals(output.script(), script))
                        .mapToLong(output -> output.value())
                        .sum();
            }
        }
        return sum;
    }

    private static long sum(List<Balance> balances) {
        return balances.stream()
                .filter(b -> !b.account().equals("chain"))
                .mapToLong(b -> b.immature() + b.payable() + b.paying() + b.paid())
                .sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "solo:fee=100",
                "solo:direct=no",
                "prop:fee=250",
                "pplns:window=2,underfull=scale",
                "pplns:fee=100,donation=50,donation-to=" + BOB,
                "tides:window=8,fee=100",
                "tides:direct=no",
                "pps:reserve=100000000000,fee=200"
            })
    void theBooksAddUpToWhatTheChainPaid(String terms) throws Exception {
        long deposit = terms.startsWith("pps") ? 100_000_000_000L : 0;
        try (Pool pool = builder(terms).build()) {
            pool.start();
            mine(pool, ALICE, TURN);
            mine(pool, BOB, TURN);
            mine(pool, ALICE, 2);
            awaitSettled(pool);
            assertThat(sum(recompute().balances())).isEqualTo(pool.snapshot().earned() + deposit);
        }
        OfflineLedger first = recompute();
        try (Pool again = builder(terms).build()) {
            again.start();
            mine(again, BOB, TURN);
            awaitSettled(again);
            OfflineLedger books = recompute();
            assertThat(books.sequence()).isGreaterThan(first.sequence());
            assertThat(sum(books.balances())).isEqualTo(again.snapshot().earned() + deposit);
            assertThat(books.balance(ALICE).orElseThrow().payable()
                            + books.balance(ALICE).orElseThrow().paid())
                    .isPositive();
            if (terms.startsWith("solo:fee") || terms.startsWith("tides:window")) {
                for (String miner : List.of(ALICE, BOB)) {
                    Balance balance = books.balance(miner).orElseThrow();
                    assertThat(balance.paid()).isPositive();
                    // everything but what was owed when the window was young
                    assertThat(onChain(again, miner)).isGreaterThan(0).isLessThanOrEqualTo(all(balance));
                }
            }
        }
    }

    private static long all(Balance balance) {
        return balance.immature() + balance.payable() + balance.paying() + balance.paid();
    }

    @Test
    void soloPaysTheOwnerInTheCoinbaseToTheLastUnit() throws Exception {
        try (Pool pool = builder("solo:fee=100").build()) {
            pool.start();
            mine(pool, ALICE, 2);
            mine(pool, BOB, 1);
            mine(pool, ALICE, MATURITY);
            awaitSettled(pool);
            for (String miner : List.of(ALICE, BOB)) {
                Balance balance = recompute().balance(miner).orElseThrow();
                assertThat(onChain(pool, miner)).isEqualTo(balance.immature() + balance.paid());
                assertThat(balance.payable()).isZero();
            }
            assertThat(onChain(pool, POOL))
                    .isEqualTo(all(recompute().balance("pool:fee").orElseThrow()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7})
    void aReorgTakesBackExactlyWhatItsBlocksPaid(int depth) throws Exception {
        try (Pool pool = builder("prop:fee=100").build()) {
            pool.start();
            mine(pool, ALICE, 9);
            awaitSettled(pool);
            long before = sum(recompute().balances());
            assertThat(before).isEqualTo(pool.snapshot().earned());
            chain.reorg(depth);
            chain.mineBlocks(2);
            awaitSettled(pool);
            assertThat(sum(recompute().balances()))
                    .isEqualTo(pool.snapshot().earned())
                    .isLessThan(before);
            mine(pool, BOB, MATURITY + 1);
            awaitSettled(pool);
            assertThat(sum(recompute().balances())).isEqualTo(pool.snapshot().earned());
        }
    }

    @Test
    void aJournalOfAnotherPoolIsRefusedByName() {
        try (Pool pool = builder("").name("first").build()) {
            pool.start();
        }
        try (Pool other = builder("").name("second").build()) {
            assertThatThrownBy(other::start)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("\"first\"")
                    .hasMessageContaining("\"second\"");
        }
    }
}
