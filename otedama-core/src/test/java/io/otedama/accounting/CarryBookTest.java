package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.ledger.Bucket;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.PaymentIntentRecord.Input;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.spi.SplitRecord;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A is owed 300,000 from an earlier block, and coinbases of later ones pay it. */
class CarryBookTest {
    private static final long VALUE = 1_000_000;
    private static final long DEBT = 300_000;
    private static final Hash256 ONE = AccountingRig.hash(1);
    private static final Hash256 OTHER = AccountingRig.hash(2);

    private final AccountingRig rig = new AccountingRig();

    /** A did not fit into the first block. */
    @BeforeEach
    void begin() {
        rig.job(NetworkBits.ofWork(1000), VALUE);
        rig.terms("tides:window=1");
        rig.share("A", 300);
        rig.worker("B");
        rig.split(1, VALUE, Map.of("B", 700_000L));
        Hash256 first = AccountingRig.hash(0);
        rig.blockShare("B", BigInteger.valueOf(700), first);
        rig.block(Status.MATURE, first, "B", VALUE, 1);
        assertThat(owed()).isEqualTo(DEBT);
        rig.share("B", 1000); // from here on A has no share of blocks
        rig.split(2, VALUE, 0, Map.of("B", 600_000L), Map.of("A", DEBT));
    }

    private long owed() {
        return rig.balance("A", Bucket.PAYABLE);
    }

    private long held() {
        return rig.balance("A", Bucket.PAYING);
    }

    private void find(Hash256 hash) {
        rig.blockShare("B", BigInteger.ONE, hash);
        rig.block(Status.FOUND, hash, "B", VALUE, 2);
    }

    private void become(Status status, Hash256 hash) {
        rig.block(status, hash, "B", VALUE, 2);
    }

    @Test
    void aDebtIsHeldAsSoonAsABlockThatCarriesItIsFound() {
        find(ONE);
        assertThat(owed()).isZero();
        assertThat(held()).isEqualTo(DEBT);
        assertThat(rig.books.carries().held(rig.account("A"))).isEqualTo(DEBT);
    }

    @Test
    void aFoundBlockWhoseShareWasNotCreditedHoldsItToo() {
        rig.block(Status.FOUND, ONE, "B", VALUE, 2);
        assertThat(held()).isEqualTo(DEBT);
    }

    @Test
    void itIsPaidWhenTheBlockIsMatureAndTheBlockIsSharedAsIfNothingWereCarried() {
        find(ONE);
        become(Status.IN_CHAIN, ONE);
        assertThat(rig.balance("B", Bucket.IMMATURE))
                .as("all of the block is B's")
                .isEqualTo(600_000);
        assertThat(rig.balance("pool:rounding", Bucket.IMMATURE)).isEqualTo(400_000);
        become(Status.MATURE, ONE);
        become(Status.IN_CHAIN, ONE);
        assertThat(rig.balance("A", Bucket.PAID)).isEqualTo(DEBT);
        assertThat(owed() + held()).isZero();
        assertThat(rig.balance("chain", Bucket.PAYABLE)).isEqualTo(-2 * VALUE);
        assertThat(rig.balance("B", Bucket.PAID)).isEqualTo(1_300_000);
    }

    @Test
    void anOrphanGivesItBackAndTheWayBackIntoTheChainTakesItAgain() {
        Map<String, Long> before = rig.balances();
        find(ONE);
        Map<String, Long> found = rig.balances();
        become(Status.IN_CHAIN, ONE);
        Map<String, Long> inChain = rig.balances();
        for (int i = 0; i < 3; i++) {
            become(Status.ORPHANED, ONE);
            become(Status.ORPHANED, ONE);
            assertThat(rig.balances()).isEqualTo(before).isNotEqualTo(found);
            become(Status.FOUND, ONE); // submitted again
            assertThat(rig.balances()).isEqualTo(before);
            become(Status.IN_CHAIN, ONE);
            assertThat(rig.balances()).isEqualTo(inChain);
        }
    }

    @Test
    void ofTwoCompetingBlocksTheOneInTheChainPays() {
        for (Hash256 winner : List.of(ONE, OTHER)) {
            Hash256 loser = winner == ONE ? OTHER : ONE;
            CarryBookTest race = new CarryBookTest();
            race.begin();
            race.find(ONE);
            race.find(OTHER);
            assertThat(race.held()).isEqualTo(DEBT);
            race.become(Status.IN_CHAIN, loser);
            race.become(Status.ORPHANED, loser);
            assertThat(race.held()).isEqualTo(DEBT);
            race.become(Status.MATURE, winner);
            assertThat(race.rig.balance("A", Bucket.PAID)).isEqualTo(DEBT);
            assertThat(race.owed() + race.held()).isZero();
            assertThat(race.rig.books.carries().advance(race.rig.account("A"))).isZero();
        }
    }

    @Test
    void whatTwoBlocksInTheChainPayTwiceIsAnAdvanceThatLaterEarningsRepay() {
        find(ONE);
        find(OTHER);
        become(Status.MATURE, ONE);
        long pool = rig.balance("pool:fee", Bucket.PAYABLE);
        become(Status.MATURE, OTHER);
        assertThat(rig.balance("A", Bucket.PAID)).as("what the chain paid").isEqualTo(2 * DEBT);
        assertThat(rig.books.carries().advance(rig.account("A"))).isEqualTo(DEBT);
        assertThat(rig.balance("pool:fee", Bucket.PAYABLE)).isEqualTo(pool - DEBT);
        rig.correct(100_000, "pool:rounding", "A");
        assertThat(owed()).isZero();
        assertThat(rig.books.carries().advance(rig.account("A"))).isEqualTo(DEBT - 100_000);
        rig.correct(250_000, "pool:rounding", "A");
        assertThat(owed()).isEqualTo(50_000);
        assertThat(rig.books.carries().advance(rig.account("A"))).isZero();
        assertThat(rig.balance("pool:fee", Bucket.PAYABLE)).isEqualTo(pool);
    }

    @Test
    void whatIsEarnedWhileADebtIsPromisedTwiceIsHeldToo() {
        find(ONE);
        find(OTHER);
        rig.correct(120_000, "pool:rounding", "A");
        assertThat(owed()).isZero();
        assertThat(held()).isEqualTo(DEBT + 120_000);
        become(Status.ORPHANED, OTHER);
        assertThat(owed()).isEqualTo(120_000);
        assertThat(held()).isEqualTo(DEBT);
    }

    /** As after a start with a wallet, when a block of the time without one is still under way. */
    @Test
    void aPaymentThatWasDecidedBeforeTheNewsOfABlockHasItsMoney() {
        find(ONE);
        rig.intent(1, OTHER, 0, List.of(new Input(OTHER, 0)), List.of(new Output(rig.account("A"), DEBT, DEBT)));
        assertThat(rig.books.carries().held(rig.account("A"))).isZero();
        assertThat(held()).as("by the payment").isEqualTo(DEBT);
        become(Status.MATURE, ONE);
        assertThat(rig.books.carries().advance(rig.account("A"))).isEqualTo(DEBT);
        rig.payment(1, io.otedama.spi.PaymentStatusRecord.Status.CANCELLED, OTHER);
        assertThat(owed() + held()).isZero();
        assertThat(rig.books.carries().advance(rig.account("A"))).isZero();
        assertThat(rig.balance("A", Bucket.PAID)).isEqualTo(DEBT);
    }

    @Test
    void anOwnersCoinbasePaysDebtsOutOfTheFee() {
        rig.terms("solo:fee=5000");
        rig.split(3, VALUE, SplitRecord.FLAG_REST_TO_OWNER, Map.of(), Map.of("A", 200_000L));
        rig.blockShare("C", BigInteger.ONE, ONE);
        rig.block(Status.MATURE, ONE, "C", VALUE, 3);
        assertThat(rig.balance("C", Bucket.PAID)).isEqualTo(500_000);
        assertThat(rig.balance("pool:fee", Bucket.PAYABLE)).isEqualTo(500_000);
        assertThat(rig.balance("A", Bucket.PAID)).isEqualTo(200_000);
        assertThat(owed()).isEqualTo(100_000);
    }

    @Test
    void whoIsPaidADebtAloneStillHasHisShareOfTheBlock() {
        rig.share("A", 500);
        find(ONE);
        become(Status.MATURE, ONE);
        assertThat(rig.balance("A", Bucket.PAID)).isEqualTo(DEBT);
        assertThat(owed()).as("what B's output leaves").isEqualTo(400_000);
    }

    @Test
    void lostBlocksAreForgottenInTheOrderInWhichTheyWereFound() {
        for (int i = 0; i <= CarryBook.MAX_LOST; i++) {
            become(Status.ORPHANED, AccountingRig.hash(100 + i));
        }
        assertThat(rig.books.carries().amounts(AccountingRig.hash(100))).isEmpty();
        assertThat(rig.books.carries().amounts(AccountingRig.hash(101))).isEqualTo(Map.of(rig.account("A"), DEBT));
        assertThat(rig.replayed().state()).isEqualTo(rig.books.state());
    }
}
