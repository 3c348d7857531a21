package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.Pool;
import io.otedama.chain.Address;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PayoutRun;
import io.otedama.payment.PayoutStatus;
import io.otedama.payout.PayoutTerms;
import io.otedama.pow.ScryptProofOfWork;
import io.otedama.spi.ComponentHealth;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.JournalReader;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the first share to the last coin with Litecoin Core: 300 miners with addresses of every kind find a block each, the
 * blocks mature, one payout pays them all; the daemon is killed between broadcast and answer.
 */
@Timeout(300)
class LitecoinPayoutIT {
    private static final Network NETWORK = Network.LITECOIN_REGTEST;
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final int MINERS = 300;
    private static final int DEPTH = 2;
    private static final String WALLET = "pool";
    private static final PaymentPolicy POLICY = PaymentPolicy.defaults()
            .withSchedule(PaymentPolicy.ON_REQUEST, Duration.ofMillis(200))
            .withConfirmations(DEPTH);

    @TempDir
    private Path directory;

    private LitecoinRegtest chain;
    private StratumServer stratum;

    @Test
    void threeHundredMinersArePaidOnceAlthoughTheDaemonDies() throws Exception {
        try (LitecoinRegtest started = LitecoinRegtest.start(directory.resolve("nodes"), 2)) {
            chain = started;
            chain.node(0).call("createwallet", WALLET);
            List<String> miners = miners();
            try (CuttingProxy proxy = new CuttingProxy(chain.node(0).rpcUrl());
                    Pool pool = pool(proxy)) {
                pool.start();
                for (String miner : miners) {
                    mine(pool, miner, 1);
                }
                mine(pool, miners.get(0), Network.COINBASE_MATURITY);
                PayoutRun payouts = pool.payouts().orElseThrow();
                await().atMost(WAIT).until(() -> payouts.plan().payees() == MINERS);
                long owed = payouts.plan().total();

                chain.node(0).call("gettxoutsetinfo"); // writes its chain to the disk, which a kill would lose
                proxy.cut("sendrawtransaction", true, chain.node(0)::kill);
                payouts.runNow().join();
                assertThat(chain.node(0).isRunning()).isFalse();
                assertThat(payouts.status().state()).isEqualTo(PayoutStatus.State.RETRYING);
                chain.restart(0);
                chain.node(0).call("loadwallet", WALLET);

                await().atMost(WAIT).untilAsserted(() -> {
                    assertThat(payouts.health().status())
                            .as("%s", payouts.status())
                            .isEqualTo(ComponentHealth.Status.UP);
                    assertThat(payouts.status().openPayments()).isEqualTo(1);
                });
                mine(pool, miners.get(0), DEPTH + 2); // the first may be work from before the payment waited
                await().atMost(WAIT).until(() -> payouts.status().openPayments() == 0);
                assertPaidOnce(miners, owed);
            }
        }
    }

    private Pool pool(CuttingProxy proxy) {
        stratum = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        String login = "http://" + LitecoinNode.USER + ":" + LitecoinNode.PASSWORD + "@";
        return Pool.builder()
                .node(CoreNode.builder()
                        .endpoint(login + chain.node(0).rpcUrl().getAuthority())
                        .build())
                .payoutAddress(chain.newAddress(0, WALLET))
                .frontEnd(stratum)
                .journal(FileJournal.open(directory.resolve("journal"), JournalConfig.defaults()))
                .payout(PayoutTerms.parse("prop:fee=100"))
                .payments(
                        CoreWallet.builder()
                                .endpoint(NodeEndpoint.parse(login + "127.0.0.1:" + proxy.port())
                                        .forWallet(WALLET))
                                .network(NETWORK)
                                .build(),
                        POLICY)
                .build();
    }

    /** P2PKH, P2SH, P2WPKH, P2WSH, P2TR, in turn. */
    private List<String> miners() {
        Random random = new Random(5);
        List<String> heads = List.of("76a914", "a914", "0014", "0020", "5120");
        List<String> tails = List.of("88ac", "87", "", "", "");
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < MINERS; i++) {
            byte[] program = new byte[i % 5 < 3 ? 20 : 32];
            random.nextBytes(program);
            String script = heads.get(i % 5) + Hex.encode(program) + tails.get(i % 5);
            addresses.add(chain.node(0)
                    .call("decodescript", script)
                    .path("addresses")
                    .get(0)
                    .asText());
        }
        return addresses;
    }

    private void mine(Pool pool, String account, int blocks) throws Exception {
        int next = chain.node(0).height() + 1;
        await().pollInterval(OFTEN)
                .atMost(WAIT)
                .until(() -> Objects.requireNonNull(pool.snapshot().job()).height() == next);
        try (StepMiner miner = new StepMiner(
                stratum.localAddress().getPort(), new ScryptProofOfWork(), account + ".rig", "step/1.0")) {
            miner.mine(blocks);
        }
        await().pollInterval(OFTEN).atMost(WAIT).until(() -> chain.node(0).height() == next - 1 + blocks);
    }

    private void assertPaidOnce(List<String> miners, long owed) {
        Map<String, Long> received = new HashMap<>();
        for (int height = 1; height <= chain.node(0).height(); height++) {
            String hash = chain.node(0).call("getblockhash", height).asText();
            JsonNode transactions = chain.node(0).call("getblock", hash, 2).path("tx");
            for (int i = 1; i < transactions.size(); i++) {
                transactions
                        .get(i)
                        .path("vout")
                        .forEach(output -> received.merge(
                                output.path("scriptPubKey").path("hex").asText(),
                                LitecoinWallet.units(output.path("value")),
                                Long::sum));
            }
        }
        try (JournalReader journal = JournalReader.open(directory.resolve("journal"))) {
            OfflineLedger books = OfflineLedger.replay(journal, sequence -> {});
            long sum = 0;
            for (String miner : miners) {
                Balance balance = books.balance(miner).orElseThrow();
                String script = Hex.encode(Address.parse(miner, NETWORK).script());
                assertThat(received.get(script)).as(miner).isPositive().isEqualTo(balance.paid());
                sum += balance.paid();
            }
            assertThat(sum).isEqualTo(owed);
        }
    }
}
