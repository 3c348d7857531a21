package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.Pool;
import io.otedama.chain.Address;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.node.regtest.TxOutput;
import io.otedama.node.rpc.JsonRpcClient;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PayoutRun;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.InMemoryJournal;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Miners find blocks over TCP, the blocks mature, and the pool's wallet pays them on the embedded chain. */
@Timeout(180)
class PayoutChainIT {
    private static final List<String> MINERS =
            List.of("2MxFajLApXpYk4VodBSZSt7rw8y4ryABkfA", "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9");
    private static final int BLOCKS_EACH = 3;
    private static final int MATURITY = 4;
    private static final int DEPTH = 3;
    private static final PaymentPolicy POLICY = PaymentPolicy.defaults()
            .withSchedule(PaymentPolicy.ON_REQUEST, Duration.ofMillis(100))
            .withConfirmations(DEPTH);

    private final InMemoryJournal journal = new InMemoryJournal();

    @Test
    void minersArePaidOnceAlthoughTheNodesAnswersAreLost() throws Exception {
        RegtestChain chain = RegtestChain.builder()
                .network(Network.BITCOIN_REGTEST)
                .coinbaseMaturity(2)
                .build();
        try (RegtestServer node = RegtestServer.start(chain)) {
            StratumServer stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .build());
            try (Pool pool = pool(node, stratum)) {
                pool.start();
                mine(pool, stratum.localAddress().getPort());
                chain.mineBlocks(MATURITY);
                PayoutRun payouts = pool.payouts().orElseThrow();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> payouts.plan().payees() == MINERS.size());
                long planned = payouts.plan().total();

                node.dropAnswers("sendrawtransaction", 2);
                payouts.runNow().get(30, TimeUnit.SECONDS);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> payouts.status().openPayments() == 1
                                && payouts.health().status() == ComponentHealth.Status.UP);
                assertThat(payouts.plan().isEmpty()).isTrue();
                chain.mineBlocks(DEPTH);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> payouts.status().openPayments() == 0);
                payouts.runNow().get(30, TimeUnit.SECONDS);
                chain.mineBlocks(1);
                assertThat(pool.snapshot().health())
                        .extracting(ComponentHealth::component)
                        .contains("payments");
                assertPaid(chain, planned);
            }
        }
    }

    private Pool pool(RegtestServer node, StratumServer stratum) {
        CoreWallet wallet = CoreWallet.builder()
                .endpoint(node.url())
                .network(Network.BITCOIN_REGTEST)
                .timeout(Duration.ofSeconds(2))
                .build();
        return Pool.builder()
                .node(CoreNode.builder().endpoint(node.url()).build())
                .payoutAddress(walletAddress(node))
                .frontEnd(stratum)
                .journal(journal)
                .maturity(MATURITY)
                .payout(PayoutTerms.of("prop"))
                .payments(wallet, POLICY)
                .build();
    }

    private static String walletAddress(RegtestServer node) {
        try (JsonRpcClient client = new JsonRpcClient(NodeEndpoint.parse(node.url()), RpcLimits.DEFAULT)) {
            return client.call("getnewaddress").asText();
        }
    }

    private static void mine(Pool pool, int port) throws Exception {
        int blocks = 0;
        for (String address : MINERS) {
            try (StepMiner miner = new StepMiner(port, new Sha256dProofOfWork(), address + ".rig", "step/1.0")) {
                miner.mine(BLOCKS_EACH);
            }
            blocks += BLOCKS_EACH;
            int next = blocks + 1; // the next miner must not begin with work on an older tip
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Objects.requireNonNull(pool.snapshot().job()).height() == next);
        }
    }

    private void assertPaid(RegtestChain chain, long planned) {
        OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
        long paid = 0;
        for (String miner : MINERS) {
            Balance balance = books.balance(miner).orElseThrow();
            assertThat(balance.payable() + balance.paying()).isZero();
            assertThat(received(chain, miner)).isEqualTo(balance.paid());
            paid += balance.paid();
        }
        assertThat(paid).isEqualTo(planned);
        assertThat(books.confirmedPayments()).isEqualTo(1);
        assertThat(books.payments()).isEmpty();
    }

    private static long received(RegtestChain chain, String miner) {
        byte[] script = Address.parse(miner, Network.BITCOIN_REGTEST).script();
        long sum = 0;
        for (int height = 1; height <= chain.height(); height++) {
            Optional<RegtestBlock> block = chain.blockAt(height);
            sum += block.orElseThrow().transactions().stream()
                    .flatMap(t -> t.outputs().stream())
                    .filter(o -> Arrays.equals(o.script(), script))
                    .mapToLong(TxOutput::value)
                    .sum();
        }
        return sum;
    }
}
