package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.Pool;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.FeeRate;
import io.otedama.spi.TransactionPlan.FeePayer;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From shares to coins: a pool pays its miners out of a wallet that loses answers, and pays nobody twice. */
class PayoutRunIT {
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Network NETWORK = Network.BITCOIN_REGTEST;
    private static final int MATURITY = 2;
    private static final int CONFIRMATIONS = 2;
    private static final List<String> MINERS =
            List.of("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9", "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080");

    @TempDir
    Path data;

    private final RegtestChain chain =
            RegtestChain.builder().network(NETWORK).coinbaseMaturity(MATURITY).build();
    private StratumServer stratum;

    private Pool pool(RegtestServer node, String address, FeePayer feePayer) {
        stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        PaymentPolicy policy = PaymentPolicy.defaults()
                .withThreshold(100_000)
                .withSchedule(Duration.ZERO, Duration.ofMillis(200))
                .withFee(FeeRate.fixed(10_000), feePayer, 10_000_000)
                .withConfirmations(CONFIRMATIONS);
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(address)
                .frontEnd(stratum)
                .maturity(MATURITY + 1)
                .journal(FileJournal.open(data, JournalConfig.defaults()))
                .payout(PayoutTerms.parse("prop:fee=100"))
                .payments(
                        CoreWallet.builder()
                                .endpoint(node.url())
                                .network(NETWORK)
                                .build(),
                        policy)
                .build();
    }

    private void mine(Pool pool, String account, int blocks) throws Exception {
        int next = chain.height() + 1;
        await().atMost(WAIT)
                .until(() -> Objects.requireNonNull(pool.snapshot().job()).height() == next);
        try (StepMiner miner = new StepMiner(
                stratum.localAddress().getPort(), new Sha256dProofOfWork(), account + ".rig", "step/1.0")) {
            miner.mine(blocks);
        }
        assertThat(chain.awaitHeight(next - 1 + blocks, WAIT)).isTrue();
    }

    private OfflineLedger books() {
        try (JournalReader journal = JournalReader.open(data)) {
            return OfflineLedger.replay(journal, sequence -> {});
        }
    }

    private long onChain(String address) throws Exception {
        byte[] script = Address.parse(address, NETWORK).script();
        long sum = 0;
        for (int height = 1; height <= chain.height(); height++) {
            sum += chain.blockAt(height).orElseThrow().transactions().stream()
                    .flatMap(transaction -> transaction.outputs().stream())
                    .filter(output -> Arrays.equals(output.script(), script))
                    .mapToLong(output -> output.value())
                    .sum();
        }
        return sum;
    }

    private long paid(String miner) {
        return books().balance(miner).map(Balance::paid).orElse(0L);
    }

    @ParameterizedTest
    @EnumSource(FeePayer.class)
    void rule26_everybodyIsPaidOnceWhateverTheNodeForgetsToAnswer(FeePayer feePayer) throws Exception {
        try (RegtestServer node = RegtestServer.start(chain)) {
            String address = new LitecoinRpc(node.endpoint(), node.user(), node.password())
                    .call("getnewaddress")
                    .textValue();
            node.dropAnswers("sendrawtransaction", 2);
            try (Pool pool = pool(node, address, feePayer)) {
                pool.start();
                mine(pool, MINERS.get(0), 4);
                mine(pool, MINERS.get(1), 4);
                await().atMost(WAIT).until(() -> !books().payments().isEmpty());
            }
            node.dropAnswers("sendrawtransaction", 2);
            try (Pool pool = pool(node, address, feePayer)) {
                pool.start();
                for (int round = 0; round < 20 && (paid(MINERS.get(0)) == 0 || paid(MINERS.get(1)) == 0); round++) {
                    long confirmed = books().confirmedPayments();
                    mine(pool, MINERS.get(round % 2), CONFIRMATIONS);
                    if (!books().payments().isEmpty()) {
                        await().atMost(WAIT).until(() -> books().confirmedPayments() > confirmed);
                    }
                }
            }
            settle(node, address, feePayer);
        }
    }

    /** Whatever is still under way is mined; then books and chain must tell the same. */
    private void settle(RegtestServer node, String address, FeePayer feePayer) throws Exception {
        try (Pool pool = pool(node, address, feePayer)) {
            pool.start();
            await().atMost(WAIT).until(() -> {
                chain.mineBlock();
                return MINERS.stream().allMatch(this::isSettled);
            });
        }
        for (String miner : MINERS) {
            assertThat(paid(miner)).isPositive();
        }
    }

    private boolean isSettled(String miner) {
        Balance balance = books().balance(miner).orElseThrow();
        try {
            return balance.payable() < 100_000
                    && balance.paying() == 0
                    && balance.immature() == 0
                    && balance.paid() == onChain(miner);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
