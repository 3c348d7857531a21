package io.otedama.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.ledger.Bucket;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.payment.PaymentPolicy.Approval;
import io.otedama.payment.PayoutStatus.State;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PaymentStatusRecord.Status;
import io.otedama.spi.TxOutPoint;
import io.otedama.testkit.FakeWallet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PayoutRunTest {
    private PayoutRig rig = new PayoutRig(PayoutRig.POLICY);

    @AfterEach
    void close() {
        rig.close();
    }

    private void open(PaymentPolicy policy) {
        rig.close();
        rig = new PayoutRig(policy);
    }

    private Payment onlyPayment() {
        List<Payment> open = rig.ask(books -> books.payments().open());
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private static List<TxOutPoint> inputs(Payment payment) {
        return List.copyOf(PaymentSettlement.inputs(List.of(payment)));
    }

    @Test
    void aPaymentIsFinalWithEnoughConfirmations() throws Exception {
        rig.owe(1, 50_000);
        rig.owe(2, 9_999);
        assertThat(rig.round().completedRuns()).isZero(); // not due
        assertThat(rig.dueRound().completedRuns()).isEqualTo(1);
        assertThat(onlyPayment().status()).isEqualTo(Status.BROADCAST);
        assertThat(rig.balance(1, Bucket.PAYING)).isEqualTo(50_000);

        rig.wallet.mine(2);
        assertThat(rig.round().openPayments()).isEqualTo(1);
        rig.wallet.mine(1);
        assertThat(rig.round().openPayments()).isZero();
        assertThat(rig.balance(1, Bucket.PAID)).isEqualTo(50_000);
        assertThat(rig.balance(2, Bucket.PAYABLE)).isEqualTo(9_999);
        assertThat(rig.received(2)).isZero();
        assertThat(rig.errors).isEmpty();
    }

    @Test
    void aRunThatWasMissedWhileNobodyWasHereIsMadeUpFor() throws Exception {
        rig.owe(1, 50_000);
        rig.reboot();
        assertThat(rig.round().completedRuns()).isZero(); // never paid before: nothing was missed
        rig.dueRound();
        rig.owe(2, 60_000);
        rig.reboot();
        assertThat(rig.round().completedRuns()).isZero(); // still the same hour
        rig.clock.advance(Duration.ofHours(3));
        rig.reboot();
        assertThat(rig.round().completedRuns()).isEqualTo(1);
        assertThat(rig.round().completedRuns()).isEqualTo(1);
        assertThat(rig.wallet.transactions()).hasSize(2);
    }

    @Test
    void aNodeThatForgotTheTransactionGetsItAgain() throws Exception {
        rig.owe(1, 50_000);
        rig.dueRound();
        rig.wallet.restart();
        assertThat(rig.wallet.transactions()).isEmpty();
        rig.owe(2, 60_000);
        rig.dueRound();
        assertThat(rig.wallet.transactions()).hasSize(2);
        rig.wallet.mine(3);
        rig.round();
        rig.assertSettled(2);
    }

    @Test
    void aWalletThatForgetsItsLocksCannotSpendACoinUnderWay() throws Exception {
        rig.owe(1, 50_000);
        rig.dueRound();
        rig.owe(2, 60_000);
        long before = rig.wallet.calls();
        rig.wallet.before = call -> {
            if (call == before + 3) { // locked, asked; now it prepares
                rig.wallet.restart();
            }
        };
        PayoutStatus status = rig.dueRound();
        assertThat(status.state()).isEqualTo(State.RETRYING);
        assertThat(status.reason()).contains("forgot its locks");
        rig.round();
        rig.wallet.mine(3);
        rig.round();
        rig.assertSettled(2);
    }

    @Test
    void aConflictHoldsTheRunUntilItIsResolved() throws Exception {
        rig.owe(1, 50_000);
        rig.wallet.refusal = "min relay fee not met";
        rig.dueRound();
        PayoutStatus refused = rig.round();
        assertThat(refused.state()).isEqualTo(State.HELD);
        assertThat(refused.reason()).contains("min relay fee not met");

        Payment payment = onlyPayment();
        rig.wallet.spendElsewhere(inputs(payment));
        rig.wallet.refusal = null;
        rig.owe(2, 60_000);
        PayoutStatus held = rig.dueRound();
        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(held.reason()).contains("was spent elsewhere by");
        assertThat(rig.run.health().status()).isEqualTo(ComponentHealth.Status.DEGRADED);
        assertThat(onlyPayment().status()).isEqualTo(Status.CONFLICTED);
        assertThat(rig.received(2)).isZero();

        rig.run.start();
        assertThatThrownBy(() -> rig.run.cancel(payment.id()).get(10, TimeUnit.SECONDS))
                .hasMessageContaining("may still confirm");
        rig.wallet.mine(3);
        rig.run.cancel(payment.id()).get(10, TimeUnit.SECONDS);
        assertThat(rig.run.runNow().get(10, TimeUnit.SECONDS).state()).isEqualTo(State.IDLE);
        rig.wallet.mine(3);
        rig.run.runNow().get(10, TimeUnit.SECONDS);
        rig.run.close();
        rig.assertSettled(2);
    }

    @Test
    void aRunWaitsForApproval() throws Exception {
        open(PayoutRig.POLICY.withApproval(Approval.HELD).withSchedule(PaymentPolicy.ON_REQUEST, Duration.ofHours(1)));
        rig.owe(1, 50_000);
        rig.run.start();
        assertThat(rig.run.plan().total()).isEqualTo(50_000);
        PayoutStatus waits = rig.run.runNow().get(10, TimeUnit.SECONDS);
        assertThat(waits.state()).isEqualTo(State.AWAITING_APPROVAL);
        assertThat(waits.reason()).contains("1 payees and 50000 base units");
        assertThat(rig.received(1)).isZero();

        rig.run.hold("audit");
        PayoutStatus held = rig.run.approve().get(10, TimeUnit.SECONDS);
        assertThat(held.reason()).isEqualTo("held by the operator: audit");
        rig.run.release();
        assertThat(rig.run.approve().get(10, TimeUnit.SECONDS).completedRuns()).isEqualTo(1);
        assertThat(rig.received(1)).isEqualTo(50_000);

        rig.owe(1, 70_000);
        assertThat(rig.run.runNow().get(10, TimeUnit.SECONDS).state()).isEqualTo(State.AWAITING_APPROVAL);
        rig.run.close();
        assertThatThrownBy(() -> rig.run.runNow().get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
    }

    @Test
    void theThreadFollowsTheSchedule() throws Exception {
        open(PayoutRig.POLICY.withSchedule(Duration.ofHours(1), PaymentPolicy.MIN_CHECK_INTERVAL));
        rig.owe(1, 50_000);
        rig.run.start();
        rig.clock.advance(Duration.ofHours(1));
        await().until(() -> rig.received(1) == 50_000);
        rig.wallet.mine(3);
        await().until(() -> rig.run.status().openPayments() == 0);
        rig.run.close();
        rig.assertSettled(1);
    }

    @Test
    void whatTheWalletDoesNotHaveIsPaidLater() throws Exception {
        rig.owe(1, 20_000_000);
        PayoutStatus status = rig.dueRound();
        assertThat(status.state()).isEqualTo(State.RETRYING);
        rig.round();
        assertThat(rig.errors).hasSize(1); // the same trouble is told once
        rig.wallet.fund(20_000_000);
        assertThat(rig.round().state()).isEqualTo(State.IDLE);
        assertThat(rig.received(1)).isEqualTo(20_000_000);
    }

    @Test
    void anIntentWithoutAnswerIsLookedUpInTheBooks() throws Exception {
        rig.close();
        rig = new PayoutRig(PayoutRig.POLICY, 200);
        rig.owe(1, 50_000);
        CountDownLatch release = new CountDownLatch(1);
        rig.journal.failAppend = n -> !awaits(release);
        PayoutStatus status = rig.dueRound();
        assertThat(status.reason()).contains("did not say");
        assertThat(rig.wallet.transactions()).isEmpty();
        assertThat(rig.wallet.spendable()).isEqualTo(9_000_000); // its coin stays locked
        assertThat(rig.round().state()).isEqualTo(State.RETRYING);

        release.countDown();
        rig.ask(books -> true);
        assertThat(rig.round().state()).isEqualTo(State.IDLE);
        assertThat(rig.wallet.transactions()).hasSize(1);
        rig.wallet.mine(3);
        rig.round();
        rig.assertSettled(1);
    }

    @Test
    void anIntentThatWasNotKeptAfterAllFreesItsCoins() throws Exception {
        rig.close();
        rig = new PayoutRig(PayoutRig.POLICY, 200);
        rig.owe(1, 50_000);
        CountDownLatch release = new CountDownLatch(1);
        rig.journal.failAppend = n -> awaits(release);
        assertThat(rig.dueRound().reason()).contains("did not say");
        release.countDown();
        rig.ask(books -> true);
        rig.journal.failAppend = n -> false;
        assertThat(rig.round().state()).isEqualTo(State.IDLE);
        assertThat(rig.wallet.transactions()).hasSize(1);
        long id = rig.ask(books -> books.payments().lastId());
        assertThat(id).isEqualTo(1);
        rig.wallet.mine(3);
        rig.round();
        rig.assertSettled(1);
        assertThat(rig.wallet.spendable()).isBetween(9_900_000L, 9_950_000L);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void closingAnswersThoseWhoWait() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        rig.owe(1, 50_000);
        rig.dueRound();
        rig.wallet.before = call -> {
            inside.countDown();
            awaits(release);
        };
        rig.run.start();
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        var waiting = rig.run.runNow();
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        rig.run.close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
        release.countDown();
    }

    @Test
    void aWalletThatDoesNotAnswerIsSeenInHealth() throws Exception {
        rig.wallet.before = call -> {
            throw FakeWallet.unreachable(call);
        };
        assertThat(rig.dueRound().state()).isEqualTo(State.IDLE); // nothing is owed: nobody is asked
        rig.owe(1, 50_000);
        rig.dueRound();
        assertThat(rig.run.health().status()).isEqualTo(ComponentHealth.Status.DEGRADED);
        assertThat(rig.run.health().detail()).contains("without an answer");
        assertThat(rig.run.health().parts()).containsExactly(rig.wallet.health());
        rig.wallet.before = call -> {};
        rig.round();
        assertThat(rig.run.health().status()).isEqualTo(ComponentHealth.Status.UP);
    }
}
