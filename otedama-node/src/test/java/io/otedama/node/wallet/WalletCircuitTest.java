package io.otedama.node.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.otedama.error.WalletException;
import io.otedama.error.WalletException.Reason;
import io.otedama.node.rpc.CircuitLimits;
import io.otedama.spi.BroadcastResult;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.FeeRate;
import io.otedama.spi.PaymentOutput;
import io.otedama.spi.PreparedTransaction;
import io.otedama.spi.TransactionPlan;
import io.otedama.spi.TransactionPlan.FeePayer;
import io.otedama.spi.TransactionState;
import io.otedama.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The circuit breaker of the wallet: whole tasks go through or are certain not to have been sent. */
class WalletCircuitTest {
    private static final int OPENS_AT = CircuitLimits.DEFAULT.minimumCalls();

    /** After one good task: one more failure opens. */
    private static final int ALMOST = OPENS_AT - 2;

    /** The client repeats a call once when the connection breaks before the answer. */
    private static final int TWICE = 2;

    @TempDir
    private Path directory;

    private final VirtualClock clock = new VirtualClock(1_800_000_000L);
    private RegtestDaemon daemon;
    private CoreWallet wallet;

    @BeforeEach
    void start() {
        daemon = new RegtestDaemon(directory, "");
        wallet = daemon.builder().clock(clock).build();
    }

    @AfterEach
    void stop() {
        wallet.close();
        daemon.close();
    }

    private TransactionPlan plan() {
        List<PaymentOutput> outputs = List.of(new PaymentOutput(daemon.stranger(), 700_000));
        return new TransactionPlan(outputs, FeeRate.estimated(6, 3_000), FeePayer.WALLET, 100_000);
    }

    private static Reason failure(ThrowingCallable call) {
        WalletException e = catchThrowableOfType(WalletException.class, call);
        assertThat(e).isNotNull();
        return e.reason();
    }

    private void fail(int times) {
        daemon.server().dropCalls("listunspent", TWICE * times);
        for (int i = 0; i < times; i++) {
            assertThat(failure(wallet::spendable)).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void rule26_aWalletThatIsLeftAloneHasCertainlySentNothing() {
        PreparedTransaction prepared = wallet.prepare(plan());
        fail(ALMOST);
        assertThat(wallet.health().status()).isEqualTo(Status.UP);
        fail(1);

        assertThat(failure(() -> wallet.broadcast(prepared.raw(), prepared.txid())))
                .isEqualTo(Reason.NOT_ASKED);
        assertThat(daemon.wallet().state(prepared.txid(), prepared.inputs())).isEqualTo(TransactionState.UNKNOWN);
        assertThat(wallet.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(wallet.health().facts()).containsEntry("circuit", "open").containsKey("lastError");

        clock.advance(CircuitLimits.DEFAULT.openFirst().plusMillis(1));
        assertThat(wallet.broadcast(prepared.raw(), prepared.txid())).isEqualTo(BroadcastResult.ACCEPTED);
        assertThat(wallet.health().facts()).containsEntry("circuit", "closed");
        assertThat(wallet.state(prepared.txid(), prepared.inputs())).isEqualTo(TransactionState.IN_MEMPOOL);
    }

    @Test
    void rule26_aLostSendIsUnknownEvenWhenItOpensTheCircuit() {
        PreparedTransaction prepared = wallet.prepare(plan());
        fail(ALMOST);
        daemon.server().dropAnswers("sendrawtransaction", TWICE);
        daemon.server().dropCalls("gettransaction", TWICE); // asked by the id, without an answer either

        assertThat(failure(() -> wallet.broadcast(prepared.raw(), prepared.txid())))
                .as("it may have arrived, and it has")
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(failure(() -> wallet.state(prepared.txid(), prepared.inputs())))
                .isEqualTo(Reason.NOT_ASKED);
        clock.advance(CircuitLimits.DEFAULT.openFirst().plusMillis(1));
        assertThat(wallet.state(prepared.txid(), prepared.inputs())).isEqualTo(TransactionState.IN_MEMPOOL);
    }

    @Test
    void whatHasBegunIsEndedSoThatNoCoinStaysLocked() {
        long before = wallet.spendable();
        fail(ALMOST);
        daemon.server().dropAnswers("signrawtransactionwithwallet", TWICE);
        assertThat(failure(() -> wallet.prepare(plan()))).isEqualTo(Reason.UNREACHABLE);

        assertThat(failure(wallet::spendable)).isEqualTo(Reason.NOT_ASKED);
        assertThat(daemon.call("listlockunspent")).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        assertThat(wallet.spendable()).isEqualTo(before);
    }

    @Test
    void refusalsOpenNothing() {
        daemon.server().failCalls("listunspent", 2 * OPENS_AT, -4, "no");
        for (int i = 0; i < 2 * OPENS_AT; i++) {
            assertThat(failure(wallet::spendable)).isEqualTo(Reason.REFUSED);
        }
        assertThat(wallet.health().facts()).containsEntry("circuit", "closed").doesNotContainKey("lastError");
    }
}
