package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.BlockStatement;
import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.Pool;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.ledger.BlockBook;
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
import java.util.stream.IntStream;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.SegwitAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Miners whose firmware takes small coinbases, too many for one: later coinbases pay those who did not fit. */
class CarryOverIT {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Network NETWORK = Network.BITCOIN_REGTEST;
    private static final int MATURITY = 6;
    private static final int REORG_DEPTH = 2;
    private static final int TURNS = 3;
    private static final String POOL = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final String SMALL_COINBASES = "NiceHash/1.0";
    private static final List<String> MINERS = IntStream.range(0, 14)
            .mapToObj(i -> {
                byte[] program = new byte[20];
                program[0] = (byte) (i + 1);
                return SegwitAddress.fromHash(BitcoinNetwork.REGTEST, program).toBech32();
            })
            .toList();

    @TempDir
    Path data;

    private final RegtestChain chain =
            RegtestChain.builder().network(NETWORK).coinbaseMaturity(MATURITY).build();
    private StratumServer stratum = stratum();

    private static StratumServer stratum() {
        return new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
    }

    private Pool pool(RegtestServer node, String terms) {
        stratum = stratum();
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(POOL)
                .frontEnd(stratum)
                .maturity(MATURITY + 1)
                .journal(FileJournal.open(data, JournalConfig.defaults()))
                .payout(PayoutTerms.parse(terms))
                .build();
    }

    private void settle(Pool pool) {
        chain.mineBlocks(MATURITY + 1);
        await().atMost(WAIT)
                .until(() -> pool.snapshot().blocks().stream()
                        .allMatch(b -> b.status() == (isInChain(b) ? Status.MATURE : Status.ORPHANED)));
    }

    @Test
    void whoDidNotFitIsPaidByLaterCoinbases() throws Exception {
        try (RegtestServer node = RegtestServer.start(chain);
                Pool pool = pool(node, "tides:window=28,fee=100")) {
            pool.start();
            for (int turn = 0; turn < TURNS; turn++) {
                for (String miner : MINERS) {
                    mine(pool, miner);
                }
                chain.reorg(REORG_DEPTH);
            }
            settle(pool);
            verify(pool.snapshot().blocks().stream().filter(this::isInChain).toList());
        }
    }

    @Test
    void debtsOfAnEarlierSchemeArePaidOutOfTheFeeOfSolo() throws Exception {
        String creditor = MINERS.get(0);
        String finder = MINERS.get(1);
        try (RegtestServer node = RegtestServer.start(chain)) {
            try (Pool pool = pool(node, "prop")) {
                pool.start();
                mine(pool, creditor);
                settle(pool);
            }
            try (Pool pool = pool(node, "solo:fee=4000")) {
                pool.start();
                for (int i = 0; i < 4; i++) {
                    mine(pool, finder);
                }
                settle(pool);
                List<BlockBook.Entry> blocks = pool.snapshot().blocks();
                long received = 0;
                for (BlockBook.Entry block : blocks.subList(1, blocks.size())) {
                    long fee = block.coinbaseValue() * 4 / 10;
                    assertThat(onChain(block, finder)).isEqualTo(block.coinbaseValue() - fee);
                    assertThat(onChain(block, creditor)).isLessThanOrEqualTo(fee);
                    received += onChain(block, creditor);
                }
                assertThat(onChain(blocks.get(1), creditor))
                        .isEqualTo(blocks.get(1).coinbaseValue() * 4 / 10);
                try (JournalReader journal = JournalReader.open(data)) {
                    OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
                    Balance balance = books.balance(creditor).orElseThrow();
                    assertThat(balance.paid()).isEqualTo(received);
                    assertThat(received - books.advance(creditor))
                            .isEqualTo(blocks.get(0).coinbaseValue());
                }
            }
        }
    }

    private void mine(Pool pool, String account) throws Exception {
        int next = chain.height() + 1; // the miner must not begin with work on an older tip
        await().atMost(WAIT)
                .until(() -> Objects.requireNonNull(pool.snapshot().job()).height() == next);
        try (StepMiner miner = new StepMiner(
                stratum.localAddress().getPort(), new Sha256dProofOfWork(), account + ".rig", SMALL_COINBASES)) {
            miner.mine(1);
        }
        assertThat(chain.awaitHeight(next, WAIT)).isTrue();
    }

    private boolean isInChain(BlockBook.Entry block) {
        return chain.blockAt(block.height())
                .map(RegtestBlock::hash)
                .filter(block.hash()::equals)
                .isPresent();
    }

    private void verify(List<BlockBook.Entry> blocks) throws Exception {
        assertThat(blocks).hasSizeGreaterThan(TURNS * (MINERS.size() - REORG_DEPTH) - 1);
        long earnedByPool =
                blocks.stream().mapToLong(BlockBook.Entry::coinbaseValue).sum();
        long carried = 0;
        try (JournalReader journal = JournalReader.open(data)) {
            for (BlockBook.Entry block : blocks) {
                BlockStatement statement =
                        OfflineLedger.explain(journal, null, block.hash()).orElseThrow();
                for (BlockStatement.Line line : statement.lines()) {
                    carried += line.carried();
                    assertThat(onChain(block, line.account()))
                            .as("%s in %s", line.account(), block)
                            .isEqualTo(line.direct() + line.carried());
                }
            }
            OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
            for (String miner : MINERS) {
                Balance balance = books.balance(miner).orElseThrow();
                assertThat(balance.immature() + balance.paying()).as(miner).isZero();
                long received = 0;
                for (BlockBook.Entry block : blocks) {
                    received += onChain(block, miner);
                }
                assertThat(balance.paid()).as(miner).isEqualTo(received);
                assertThat(balance.payable())
                        .as("%s is owed less than what two blocks bring all miners", miner)
                        .isLessThan(2 * earnedByPool / blocks.size());
            }
        }
        assertThat(carried).as("debts that coinbases paid").isGreaterThan(earnedByPool / 20);
    }

    /** What a coinbase pays to an account that is an address. */
    private long onChain(BlockBook.Entry block, String account) throws Exception {
        if (!MINERS.contains(account)) {
            return 0;
        }
        byte[] script = Address.parse(account, NETWORK).script();
        return chain.blockAt(block.height()).orElseThrow().coinbase().outputs().stream()
                .filter(output -> Arrays.equals(output.script(), script))
                .mapToLong(output -> output.value())
                .sum();
    }
}
