package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.accounting.CoinbaseClaims.Payment;
import io.otedama.job.CoinbaseRoom;
import io.otedama.payout.NetworkBits;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoinbaseClaimsTest {
    private static final long VALUE = 1_000_000;
    private static final int OUTPUT_BYTES = 31;
    private static final byte[] SCRIPT = new byte[22];

    private final AccountingRig rig = new AccountingRig();

    /** Of every block A has 600,000, B 200,000, C 190,000 and D 10,000, when there is no fee. */
    @BeforeEach
    void begin() {
        rig.job(NetworkBits.ofWork(1000), VALUE);
        rig.terms("tides:window=1");
        rig.share("A", 600);
        rig.share("B", 200);
        rig.share("C", 190);
        rig.share("D", 10);
    }

    private void owe(String account, long amount) {
        rig.worker(account);
        rig.correct(amount, "pool:fee", account);
    }

    private CoinbaseClaims claims() {
        return CoinbaseClaims.byWeight(rig.books, VALUE, true);
    }

    private static int fitting(CoinbaseClaims claims, int outputs) {
        return claims.fitting(new CoinbaseRoom(outputs * OUTPUT_BYTES), address -> SCRIPT);
    }

    private static List<String> pay(CoinbaseClaims claims, int outputs, long available) {
        return claims.pay(fitting(claims, outputs), available).stream()
                .map(p -> p.address() + " " + p.share() + "+" + p.carried())
                .toList();
    }

    @Test
    void withoutDebtsTheLargestSharesArePaid() {
        assertThat(pay(claims(), 2, VALUE)).containsExactly("A 600000+0", "B 200000+0");
        assertThat(pay(claims(), 9, VALUE)).containsExactly("A 600000+0", "B 200000+0", "C 190000+0", "D 10000+0");
        assertThat(pay(claims(), 0, VALUE)).isEmpty();
    }

    @Test
    void whoDidNotFitOutgrowsTheOthers() {
        owe("C", 20_000);
        assertThat(pay(claims(), 2, VALUE)).containsExactly("A 600000+0", "C 190000+20000");
    }

    @Test
    void equalClaimsAreInTheOrderOfTheirAddresses() {
        owe("C", 10_000);
        assertThat(pay(claims(), 2, VALUE)).containsExactly("A 600000+0", "B 200000+0");
    }

    @Test
    void debtsComeOutOfThePoolsOutputAndNeverOutOfTheSharesOfOthers() {
        owe("C", 700_000);
        assertThat(pay(claims(), 1, VALUE)).containsExactly("C 190000+700000");
        assertThat(pay(claims(), 2, VALUE)).containsExactly("C 190000+210000", "A 600000+0");
        assertThat(pay(claims(), 9, VALUE)).as("the pool gets nothing of it").contains("C 190000+0");
    }

    @Test
    void theLargestDebtIsPaidFirst() {
        owe("B", 100_000);
        owe("C", 300_000);
        assertThat(pay(claims(), 3, VALUE)).containsExactly("A 600000+0", "C 190000+10000", "B 200000+0");
    }

    @Test
    void theShareOfWhoGetsNoOutputPaysDebtsOfOthers() {
        rig.terms("tides:window=1"); // an empty window
        rig.share("A", 800);
        rig.share("B", 191);
        rig.share("C", 9);
        owe("A", 100_000);
        owe("C", 5_000); // with it he had enough for an output, but the pool's own has nothing
        owe("B", 4_000);
        assertThat(pay(claims(), 9, VALUE)).containsExactly("A 800000+0", "B 191000+4000");
    }

    @Test
    void whoHasLeftTheWindowIsPaidHisDebt() {
        owe("E", 195_000);
        assertThat(pay(claims(), 3, VALUE)).containsExactly("A 600000+0", "B 200000+0", "E 0+195000");
    }

    @Test
    void whatIsTooLittleForAnOutputIsNotPaidAndOneThatTheDebtLiftsIs() {
        rig.terms("tides:window=1"); // an empty window
        rig.share("A", 991);
        rig.share("B", 9);
        assertThat(pay(claims(), 9, VALUE)).containsExactly("A 991000+0");
        owe("B", 1_000);
        assertThat(pay(claims(), 9, VALUE + 5_000)).containsExactly("A 991000+0", "B 9000+1000");
        assertThat(pay(claims(), 9, VALUE)).as("the pool has nothing for B").containsExactly("A 991000+0");
    }

    @Test
    void withoutCarryingDebtsAreNoClaims() {
        owe("E", 500_000);
        CoinbaseClaims claims = CoinbaseClaims.byWeight(rig.books, VALUE, false);
        assertThat(claims.pay(fitting(claims, 9), VALUE))
                .extracting(Payment::carried)
                .containsOnly(0L);
        assertThat(fitting(claims, 9)).isEqualTo(4);
    }

    @Test
    void debtsAloneAreNotMoreThanThereIs() {
        owe("C", 70_000);
        owe("B", 20_000);
        owe("D", 9_999);
        CoinbaseClaims debts = CoinbaseClaims.debts(rig.books);
        assertThat(pay(debts, 9, 100_000)).containsExactly("C 0+70000", "B 0+20000");
        assertThat(pay(debts, 9, 75_000)).containsExactly("C 0+70000");
        assertThat(pay(debts, 9, 85_000)).containsExactly("C 0+70000", "B 0+15000");
    }

    @Test
    void accountsWithoutScriptMakeRoomForTheOthers() {
        CoinbaseClaims claims = claims().withScript(address -> address.equals("A") ? null : SCRIPT);
        assertThat(pay(claims, 2, VALUE)).containsExactly("B 200000+0", "C 190000+0");
    }

    @Test
    void claimsAreOfTheBooksAtTheirSequence() {
        assertThat(claims().computedAt()).isEqualTo(rig.books.lastSequence());
    }

    @Test
    void signatureOperationsEndTheCoinbaseToo() {
        AccountingRig many = new AccountingRig();
        many.job(NetworkBits.ofWork(1000), VALUE);
        many.terms("tides:window=1");
        for (int i = 0; i < 200; i++) {
            many.share("m" + i, 5);
        }
        byte[] payToPubkeyHash = new byte[25];
        payToPubkeyHash[24] = (byte) 0xac;
        CoinbaseClaims claims = CoinbaseClaims.byWeight(many.books, 100 * VALUE, true);
        assertThat(claims.fitting(new CoinbaseRoom(16_000), address -> payToPubkeyHash))
                .isEqualTo(99);
    }
}
