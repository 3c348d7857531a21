package io.otedama.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hex;
import io.otedama.chain.Network;
import io.otedama.error.ConfigurationException;
import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.NodeEndpoint;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.FeeRate;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TransactionState;
import io.otedama.spi.TransactionState.Status;
import io.otedama.spi.Wallet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks between us and the daemon, call by call. */
class CoreWalletFaultsIT {
    private static final String SEND = "sendrawtransaction";

    /** The client itself repeats a call once when the connection breaks before the answer. */
    private static final int TWICE = 2;

    @TempDir
    private Path directory;

    private RegtestDaemon daemon;

    @BeforeEach
    void start() {
        daemon = new RegtestDaemon(directory, RegtestDaemon.PASSPHRASE);
    }

    @AfterEach
    void stop() {
        daemon.close();
    }

    private Wallet wallet() {
        return daemon.wallet();
    }

    private TransactionPlan plan() {
        List<PaymentOutput> outputs = List.of(new PaymentOutput(daemon.stranger(), 700_000));
        return new TransactionPlan(outputs, FeeRate.estimated(6, 3_000), FeePayer.WALLET, 100_000);
    }

    private static WalletException failure(ThrowingCallable call) {
        WalletException e = catchThrowableOfType(WalletException.class, call);
        assertThat(e).isNotNull();
        assertThat(e).hasMessageNotContaining(RegtestDaemon.PASSPHRASE);
        return e;
    }

    private BroadcastResult send(PreparedTransaction transaction) {
        return wallet().broadcast(transaction.raw(), transaction.txid());
    }

    private TransactionState state(PreparedTransaction transaction) {
        return wallet().state(transaction.txid(), transaction.inputs());
    }

    @Test
    void anAnswerThatIsLostIsAskedForByTheId() {
        PreparedTransaction prepared = wallet().prepare(plan());
        daemon.server().dropAnswers(SEND, TWICE);
        assertThat(send(prepared)).isEqualTo(BroadcastResult.KNOWN);
        assertThat(state(prepared)).isEqualTo(TransactionState.IN_MEMPOOL);
    }

    @Test
    void aCallThatIsLostIsUnknownAndMayBeRepeated() {
        PreparedTransaction prepared = wallet().prepare(plan());
        daemon.server().dropCalls(SEND, TWICE);
        assertThat(failure(() -> send(prepared)).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(state(prepared)).isEqualTo(TransactionState.UNKNOWN);
        assertThat(send(prepared)).isEqualTo(BroadcastResult.ACCEPTED);
    }

    @Test
    void aTimeOutMeansUnknownNeverFailed() {
        PreparedTransaction prepared = wallet().prepare(plan());
        daemon.server().delayCalls(SEND, 1, Duration.ofSeconds(3));
        assertThat(failure(() -> send(prepared)).reason()).isEqualTo(Reason.UNREACHABLE);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> state(prepared).status() == Status.IN_MEMPOOL); // it was only slow
        assertThat(send(prepared).isSuccess()).isTrue();
    }

    @Test
    void aDaemonThatDiesIsAskedAgainWhenItLives() {
        PreparedTransaction prepared = wallet().prepare(plan());
        daemon.server().close();
        assertThat(failure(() -> send(prepared)).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure(() -> state(prepared)).reason()).isEqualTo(Reason.UNREACHABLE);
        daemon.restart();
        assertThat(state(prepared)).isEqualTo(TransactionState.UNKNOWN);
        assertThat(send(prepared)).isEqualTo(BroadcastResult.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listunspent",
                "fundrawtransaction",
                "lockunspent",
                "walletpassphrase",
                "signrawtransactionwithwallet",
                "decoderawtransaction",
                "testmempoolaccept"
            })
    void whateverFailsOnTheWayNothingStaysLockedOrOpen(String method) {
        long before = wallet().spendable();
        daemon.server().failCalls(method, 1, -1, "no luck");
        assertThat(failure(() -> wallet().prepare(plan())))
                .hasMessageContaining(method)
                .hasMessageContaining("no luck");
        daemon.server().dropAnswers(method, TWICE);
        WalletException lost = failure(() -> wallet().prepare(plan()));
        assertThat(lost.reason()).isEqualTo(Reason.UNREACHABLE);

        assertThat(wallet().spendable()).isEqualTo(before);
        assertThat(daemon.call("listlockunspent")).isEmpty();
        assertThat(daemon.call("getwalletinfo").path("unlocked_until").asLong()).isZero();
        assertThat(send(wallet().prepare(plan())).isSuccess()).isTrue();
    }

    @Test
    void aWalletThatCannotBeLockedLocksItself() {
        daemon.server().failCalls("walletlock", 1, -1, "no luck");
        assertThat(send(wallet().prepare(plan())).isSuccess()).isTrue();
    }

    @Test
    void thePassphraseIsUsedForOneCallAndWiped() {
        List<char[]> given = new ArrayList<>();
        try (CoreWallet wallet = daemon.builder()
                .passphrase(() -> {
                    given.add(RegtestDaemon.PASSPHRASE.toCharArray());
                    return given.get(given.size() - 1);
                })
                .build()) {
            wallet.prepare(plan());
        }
        assertThat(given).hasSize(1);
        assertThat(given.get(0)).containsOnly('\0');
        assertThat(daemon.call("getwalletinfo").path("unlocked_until").asLong()).isZero();
    }

    @Test
    void aMissingOrWrongPassphraseIsSaid() {
        try (CoreWallet none = daemon.builder().build();
                CoreWallet wrong =
                        daemon.builder().passphrase(() -> "wrong".toCharArray()).build()) {
            WalletException missing = failure(() -> none.prepare(plan()));
            assertThat(missing.reason()).isEqualTo(Reason.LOCKED);
            assertThat(missing).hasMessageContaining("the wallet is encrypted: give its passphrase");
            WalletException bad = failure(() -> wrong.prepare(plan()));
            assertThat(bad.reason()).isEqualTo(Reason.LOCKED);
            assertThat(bad).hasMessageContaining("give the right passphrase");
            assertThat(daemon.call("listlockunspent")).isEmpty();
        }
    }

    @Test
    void aWalletOfAnotherNetworkIsNeverUsed() {
        try (CoreWallet wallet = daemon.builder().network(Network.BITCOIN).build()) {
            WalletException e = failure(() -> wallet.prepare(plan()));
            assertThat(e.reason()).isEqualTo(Reason.REFUSED);
            assertThat(e).hasMessageContaining("is on bitcoin-regtest, not on bitcoin");
        }
    }

    @Test
    void errorsSayWhatToDo() {
        daemon.server().failCalls("listunspent", 1, -18, "Requested wallet does not exist or is not loaded");
        assertThat(failure(wallet()::spendable)).hasMessageContaining("load the wallet");
        daemon.server().failCalls("listunspent", 1, -19, "Wallet file not specified");
        assertThat(failure(wallet()::spendable)).hasMessageContaining("/wallet/NAME");
        daemon.server().failCalls("listunspent", 1, -32601, "Method not found");
        assertThat(failure(wallet()::spendable)).hasMessageContaining("without wallet support");
        daemon.server().failCalls("listunspent", 1, -28, "Loading wallet...");
        assertThat(failure(wallet()::spendable).reason()).isEqualTo(Reason.UNREACHABLE);
        try (CoreWallet stranger = CoreWallet.builder()
                .endpoint("http://regtest:guess@127.0.0.1:" + daemon.server().port())
                .network(Network.BITCOIN_REGTEST)
                .build()) {
            WalletException e = failure(stranger::spendable);
            assertThat(e.reason()).isEqualTo(Reason.REFUSED);
            assertThat(e).hasMessageContaining("refuses our user and password").hasMessageNotContaining("guess");
            assertThat(stranger.toString()).doesNotContain("guess");
        }
    }

    @Test
    void aRejectionIsNoConflict() {
        PreparedTransaction prepared = wallet().prepare(plan());
        daemon.server().failCalls(SEND, 1, -26, "mempool min fee not met");
        BroadcastResult result = send(prepared);
        assertThat(result.outcome()).isEqualTo(BroadcastResult.Outcome.REJECTED);
        assertThat(result.reason()).isEqualTo("mempool min fee not met");
        assertThat(state(prepared)).isEqualTo(TransactionState.UNKNOWN);
    }

    @Test
    void aDaemonThatContradictsUsIsRefused() {
        long before = wallet().spendable();
        PreparedTransaction other = wallet().prepare(plan());
        String hex = Hex.encode(other.raw());
        String id = "ab".repeat(32);
        daemon.server().fakeAnswers("decoderawtransaction", 1, "{\"txid\":\"" + id + "\"}");
        assertThat(failure(() -> wallet().prepare(plan()))).hasMessageContaining("the id " + id + " for what is");
        daemon.server().fakeAnswers("fundrawtransaction", 1, "{\"hex\":\"" + hex + "\"}");
        assertThat(failure(() -> wallet().prepare(plan())))
                .hasMessageContaining("another transaction than was asked for");
        daemon.server().fakeAnswers("fundrawtransaction", 1, "{\"hex\":\"00\"}");
        assertThat(failure(() -> wallet().prepare(plan()))).hasMessageContaining("a transaction we cannot use");
        String signed = "{\"complete\":true,\"hex\":\"" + hex + "\"}";
        daemon.server().fakeAnswers("signrawtransactionwithwallet", 1, signed);
        assertThat(failure(() -> wallet().prepare(plan())))
                .hasMessageContaining("another transaction than it was given");
        daemon.server().fakeAnswers("signrawtransactionwithwallet", 1, "{\"complete\":false}");
        assertThat(failure(() -> wallet().prepare(plan()))).hasMessageContaining("cannot sign for all coins");
        daemon.server().fakeAnswers(SEND, 1, '"' + id + '"');
        assertThat(failure(() -> send(other)).reason()).isEqualTo(Reason.REFUSED);

        wallet().unlock(other.inputs());
        assertThat(wallet().spendable()).isEqualTo(before);
    }

    @Test
    void theNodesEstimateIsTakenWhenItHasOne() {
        PreparedTransaction fallback = wallet().prepare(plan());
        daemon.server().fakeAnswers("estimatesmartfee", 1, "{\"feerate\":0.00006000,\"blocks\":6}");
        PreparedTransaction estimated = wallet().prepare(plan());
        assertThat(estimated.weight()).isEqualTo(fallback.weight());
        assertThat(estimated.fee()).isEqualTo(2 * fallback.fee());
    }

    @Test
    void aReorganisationTakesAConfirmationBack() {
        PreparedTransaction prepared = wallet().prepare(plan());
        send(prepared);
        daemon.mine(2);
        assertThat(state(prepared).confirmations()).isEqualTo(2);
        daemon.chain().reorg(2);
        assertThat(state(prepared)).isEqualTo(TransactionState.IN_MEMPOOL);
        daemon.mine(1);
        assertThat(state(prepared).confirmations()).isEqualTo(1);
    }

    @Test
    void settingsAreCheckedTogether() {
        assertThatThrownBy(() -> CoreWallet.builder().timeout(Duration.ZERO).build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(3));
        NodeEndpoint endpoint = NodeEndpoint.parse("http://u:p@127.0.0.1:8332");
        assertThat(endpoint.forWallet("pool pay/1").toString()).contains("/wallet/pool%20pay%2F1");
        assertThatThrownBy(() -> endpoint.forWallet("")).isInstanceOf(ConfigurationException.class);
    }
}
