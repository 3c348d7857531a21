package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.chain.Hash256;
import io.otedama.ledger.Bucket;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.spi.PaymentStatusRecord.Status;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentsInTheBooksTest {
    private static final Hash256 FIRST = AccountingRig.hash(100);
    private static final Hash256 SECOND = AccountingRig.hash(101);
    private static final Hash256 FOREIGN = AccountingRig.hash(102);
    private static final List<Input> COINS =
            List.of(new Input(AccountingRig.hash(7), 0), new Input(AccountingRig.hash(8), 3));

    private final AccountingRig rig = new AccountingRig();

    /** A and B are owed 600 and 400. */
    @BeforeEach
    void owe() {
        rig.job(NetworkBits.ofWork(1000), 1000);
        rig.terms("prop");
        rig.share("A", 600);
        rig.blockShare("B", BigInteger.valueOf(400), AccountingRig.hash(1));
        rig.block(BlockRecord.Status.MATURE, AccountingRig.hash(1), "B", 1000);
    }

    /** A's fee of 10 comes off his part; B's is the pool's. */
    private List<Output> outputs() {
        return List.of(new Output(rig.account("A"), 600, 590), new Output(rig.account("B"), 300, 300));
    }

    private void intend() {
        rig.intent(1, FIRST, 25, COINS, outputs());
    }

    private void replace() {
        rig.intent(1, SECOND, 40, COINS.subList(1, 2), outputs());
    }

    private static Map<String, Long> confirmed(long fee) {
        return Map.of(
                "A PAID",
                590L,
                "B PAID",
                300L,
                "B PAYABLE",
                100L,
                "pool:fee PAYABLE",
                10 - fee,
                "chain PAYABLE",
                -1000 + fee);
    }

    @Test
    void anIntentTakesFromWhatIsOwed() {
        intend();
        assertThat(rig.balances())
                .isEqualTo(Map.of("A PAYING", 600L, "B PAYING", 300L, "B PAYABLE", 100L, "chain PAYABLE", -1000L));
        rig.payment(1, Status.BROADCAST, FIRST);
        assertThat(rig.balance("A", Bucket.PAYING)).isEqualTo(600);
        assertThat(rig.books.payments().open()).hasSize(1);
    }

    @Test
    void whatIsConfirmedIsPaidAndTheNetworksFeeGoesToTheChain() {
        intend();
        rig.payment(1, Status.BROADCAST, FIRST);
        rig.payment(1, Status.CONFIRMED, FIRST);
        assertThat(rig.balances()).isEqualTo(confirmed(25));
        assertThat(rig.books.payments().open()).isEmpty();
    }

    @Test
    void whatIsSaidAfterTheEndChangesNothing() {
        intend();
        rig.payment(1, Status.CONFIRMED, FIRST);
        rig.payment(1, Status.CONFIRMED, FIRST);
        rig.payment(1, Status.CANCELLED, FIRST);
        rig.payment(1, Status.BROADCAST, FIRST);
        assertThat(rig.balances()).isEqualTo(confirmed(25));
        assertThat(rig.books.payments().confirmed()).isEqualTo(1);
    }

    @Test
    void anyOfItsTransactionsConfirmsAPayment() {
        intend();
        replace();
        assertThat(rig.balance("A", Bucket.PAYING)).as("taken once").isEqualTo(600);
        rig.payment(1, Status.CONFIRMED, SECOND);
        assertThat(rig.balances()).isEqualTo(confirmed(40));
        rig.payment(1, Status.CONFIRMED, FIRST);
        assertThat(rig.balances()).isEqualTo(confirmed(40));
    }

    @Test
    void theFirstTransactionMayConfirmInSpiteOfItsReplacement() {
        intend();
        replace();
        rig.payment(1, Status.CONFIRMED, FIRST);
        assertThat(rig.balances()).isEqualTo(confirmed(25));
    }

    @Test
    void aCancelledPaymentIsOwedAgain() {
        Map<String, Long> before = rig.balances();
        intend();
        rig.payment(1, Status.CONFLICTED, FIRST);
        assertThat(rig.balance("B", Bucket.PAYING)).isEqualTo(300);
        rig.payment(1, Status.CANCELLED, FIRST);
        assertThat(rig.balances()).isEqualTo(before);
        rig.payment(1, Status.CONFIRMED, FIRST);
        assertThat(rig.balances()).isEqualTo(before);
    }

    @Test
    void aForeignTransactionConfirmsNothing() {
        intend();
        assertThatThrownBy(() -> rig.payment(1, Status.CONFIRMED, FOREIGN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("foreign");
    }

    @Test
    void aReplacementSpendsACoinOfTheFirstAndPaysTheSame() {
        intend();
        List<Input> others = List.of(new Input(AccountingRig.hash(9), 0));
        assertThatThrownBy(() -> rig.intent(1, SECOND, 40, others, outputs()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no replacement");
    }

    @Test
    void aReplacementThatPaysOtherwiseIsRefused() {
        intend();
        List<Output> more = List.of(new Output(rig.account("A"), 600, 600));
        assertThatThrownBy(() -> rig.intent(1, SECOND, 40, COINS, more))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no replacement");
    }

    @Test
    void nobodyIsPaidMoreThanHeIsOwed() {
        List<Output> tooMuch = List.of(new Output(rig.account("B"), 401, 401));
        assertThatThrownBy(() -> rig.intent(1, FIRST, 25, COINS, tooMuch))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leaves B with -1");
    }

    @Test
    void aPaymentThatIsOverDoesNotBeginAgain() {
        intend();
        rig.payment(1, Status.CANCELLED, FIRST);
        assertThatThrownBy(this::intend)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is over");
    }

    @Test
    void aCorrectionMovesWhatIsOwed() {
        rig.correct(50, "A", "pool:fee");
        assertThat(rig.balance("A", Bucket.PAYABLE)).isEqualTo(550);
        assertThat(rig.balance("pool:fee", Bucket.PAYABLE)).isEqualTo(50);
    }
}
