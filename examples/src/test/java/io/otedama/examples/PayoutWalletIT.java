package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Address;
import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.error.WalletException;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.node.wallet.CoreWallet;
import io.otedama.spi.FeeRate;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TransactionState.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payouts of Litecoin Core itself: many receivers, a daemon that dies in the middle, encryption, coins outside the base chain. */
@Timeout(300)
class PayoutWalletIT {
    private static final int RECEIVERS = 300;
    private static final String SEND = "sendrawtransaction";

    @TempDir
    private Path directory;

    private LitecoinRegtest chain;
    private LitecoinWallet fixture;

    @BeforeEach
    void start() {
        chain = LitecoinWallet.startWithBank(directory);
        fixture = new LitecoinWallet(chain, "pool", 11);
    }

    @AfterEach
    void stop() {
        if (fixture != null) {
            fixture.close();
        }
        if (chain != null) {
            chain.close();
        }
    }

    private List<PaymentOutput> receivers() {
        List<PaymentOutput> outputs = new ArrayList<>();
        for (String type : List.of("legacy", "p2sh-segwit", "bech32")) {
            String text = chain.node(0)
                    .callWallet(LitecoinWallet.BANK, "getnewaddress", "", type)
                    .asText();
            byte[] script = Address.parse(text, Network.LITECOIN_REGTEST).script();
            outputs.add(new PaymentOutput(script, 123_456));
        }
        while (outputs.size() < RECEIVERS) {
            outputs.add(new PaymentOutput(fixture.stranger(), 100_000 + outputs.size()));
        }
        return outputs;
    }

    private TransactionPlan plan(FeePayer payer) {
        return new TransactionPlan(receivers(), FeeRate.estimated(6, 5_000), payer, 10_000_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDaemonThatIsKilledBetweenBroadcastAndAnswerPaysOnce(boolean processed) throws Exception {
        fixture.flush();
        PreparedTransaction payout;
        try (CuttingProxy proxy = new CuttingProxy(chain.node(0).rpcUrl());
                CoreWallet wallet = CoreWallet.builder()
                        .endpoint(NodeEndpoint.parse("http://u:p@127.0.0.1:" + proxy.port())
                                .forWallet(fixture.name()))
                        .network(Network.LITECOIN_REGTEST)
                        .build()) {
            payout = wallet.prepare(plan(FeePayer.OUTPUTS));
            proxy.cut(SEND, processed, chain.node(0)::kill);
            assertThatThrownBy(() -> wallet.broadcast(payout.raw(), payout.txid()))
                    .isInstanceOfSatisfying(
                            WalletException.class,
                            e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.UNREACHABLE));
        }
        assertThat(chain.node(0).isRunning()).isFalse();

        fixture.launch();
        fixture.wallet().lock(payout.inputs());
        Status found = fixture.wallet().state(payout.txid(), payout.inputs()).status();
        assertThat(found).isIn(Status.UNKNOWN, Status.IN_MEMPOOL);
        assertThat(fixture.wallet().broadcast(payout.raw(), payout.txid()).isSuccess())
                .isTrue();
        fixture.mine(1);
        assertThat(fixture.wallet().broadcast(payout.raw(), payout.txid()).isSuccess())
                .isTrue();
        assertThat(fixture.wallet().state(payout.txid(), payout.inputs()).confirmations())
                .isEqualTo(1);
        assertPaidOnce(payout);
    }

    private void assertPaidOnce(PreparedTransaction payout) {
        assertThat(payout.outputs()).hasSize(RECEIVERS);
        Map<String, Long> received = new HashMap<>();
        for (JsonNode transaction : fixture.transactions()) {
            transaction
                    .path("vout")
                    .forEach(output -> received.merge(
                            output.path("scriptPubKey").path("hex").asText(),
                            LitecoinWallet.units(output.path("value")),
                            Long::sum));
        }
        for (PaymentOutput output : payout.outputs()) {
            assertThat(received.get(Hex.encode(output.script()))).isEqualTo(output.amount());
        }
        long paid = payout.outputs().stream().mapToLong(PaymentOutput::amount).sum();
        long before = LitecoinWallet.COINS * 150_000_000L;
        assertThat(fixture.wallet().spendable()).isEqualTo(before - paid - payout.fee());
    }

    @Test
    void anEncryptedWalletIsUnlockedForOneCallOnly() {
        chain.node(0).callWallet(fixture.name(), "encryptwallet", "correct horse");
        assertThatThrownBy(() -> fixture.wallet().prepare(plan(FeePayer.WALLET)))
                .isInstanceOfSatisfying(
                        WalletException.class, e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.LOCKED));
        try (CoreWallet wallet =
                fixture.builder().passphrase("correct horse"::toCharArray).build()) {
            PreparedTransaction payout = wallet.prepare(plan(FeePayer.WALLET));
            JsonNode about = chain.node(0).callWallet(fixture.name(), "getwalletinfo");
            assertThat(about.path("unlocked_until").asLong(-1)).isZero();
            assertThat(wallet.broadcast(payout.raw(), payout.txid()).isSuccess())
                    .isTrue();
        }
    }

    @Test
    void coinsOfTheExtensionBlockAreLeftAlone() {
        fixture.mine(LitecoinRegtest.MWEB_HEIGHT - 1 - chain.node(0).height());
        LitecoinNode node = chain.node(0);
        String mweb =
                node.callWallet(fixture.name(), "getnewaddress", "", "mweb").asText();
        node.callWallet(LitecoinWallet.BANK, "sendtoaddress", mweb, 7);
        fixture.mine(3);
        long all = node.callWallet(fixture.name(), "getbalance")
                .decimalValue()
                .movePointRight(8)
                .longValueExact();
        long base = fixture.wallet().spendable();
        assertThat(all - base).isEqualTo(700_000_000);

        List<PaymentOutput> outputs = List.of(new PaymentOutput(fixture.stranger(), base));
        TransactionPlan everything = new TransactionPlan(outputs, FeeRate.fixed(5_000), FeePayer.OUTPUTS, 1_000_000);
        PreparedTransaction payout = fixture.wallet().prepare(everything);
        assertThat(payout.inputs()).hasSize(LitecoinWallet.COINS);
        assertThat(fixture.wallet().broadcast(payout.raw(), payout.txid()).isSuccess())
                .isTrue();
        fixture.mine(1);
        assertThat(fixture.wallet().state(payout.txid(), payout.inputs()).confirmations())
                .isEqualTo(1);
        assertThatThrownBy(() -> fixture.wallet().prepare(everything))
                .isInstanceOfSatisfying(
                        WalletException.class,
                        e -> assertThat(e.reason()).isEqualTo(WalletException.Reason.INSUFFICIENT_FUNDS));
    }
}
