package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.ledger.Bucket;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.spi.CoinbaseSplitSource;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockLifeTest {
    private static final long VALUE = 312_500_000;
    private static final Hash256 BLOCK = AccountingRig.hash(1);

    private final AccountingRig rig = new AccountingRig();

    @BeforeEach
    void begin() {
        rig.job(NetworkBits.ofWork(1000), VALUE);
    }

    /** A has 700, B 250, C 50 and the block. */
    private void round() {
        rig.share("A", 700);
        rig.share("B", 250);
        rig.blockShare("C", BigInteger.valueOf(50), BLOCK);
        rig.block(Status.FOUND, BLOCK, "C", VALUE);
    }

    private void become(Status status) {
        rig.block(status, BLOCK, "C", VALUE);
    }

    private static Map<String, Long> shared(Bucket bucket) {
        return Map.of(
                "A " + bucket,
                216_562_500L,
                "B " + bucket,
                77_343_750L,
                "C " + bucket,
                15_468_750L,
                "pool:fee " + bucket,
                3_125_000L,
                "chain " + bucket,
                -VALUE);
    }

    @Test
    void aFoundBlockIsNoMoneyYet() {
        rig.terms("prop:fee=100");
        round();
        assertThat(rig.balances()).isEmpty();
    }

    @Test
    void inTheChainItIsImmatureAndDeepEnoughItIsOwed() {
        rig.terms("prop:fee=100");
        round();
        become(Status.IN_CHAIN);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.IMMATURE));
        become(Status.IN_CHAIN);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.IMMATURE));
        become(Status.MATURE);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.PAYABLE));
        become(Status.MATURE);
        become(Status.IN_CHAIN);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.PAYABLE));
    }

    @Test
    void anOrphanTakesBackExactlyWhatWasPostedAndAReorgBackRestoresIt() {
        for (String terms : new String[] {"solo:fee=37", "prop:fee=37", "pplns:fee=37", "tides:fee=37", "pps:fee=37"}) {
            AccountingRig one = new AccountingRig();
            one.job(NetworkBits.ofWork(1000), VALUE);
            one.terms(terms);
            one.share("A", 333);
            one.blockShare("B", BigInteger.valueOf(77), BLOCK);
            one.block(Status.FOUND, BLOCK, "B", VALUE);
            one.job(NetworkBits.ofWork(1000), VALUE);
            Map<String, Long> before = one.balances();
            one.block(Status.IN_CHAIN, BLOCK, "B", VALUE);
            Map<String, Long> immature = one.balances();
            for (int i = 0; i < 3; i++) {
                one.block(Status.ORPHANED, BLOCK, "B", VALUE);
                one.block(Status.ORPHANED, BLOCK, "B", VALUE);
                assertThat(one.balances()).as(terms).isEqualTo(before);
                one.block(Status.IN_CHAIN, BLOCK, "B", VALUE);
                assertThat(one.balances()).as(terms).isEqualTo(immature).isNotEqualTo(before);
            }
            one.block(Status.MATURE, BLOCK, "B", VALUE);
            assertThat(one.balances().keySet()).as(terms).noneMatch(k -> k.endsWith("IMMATURE"));
        }
    }

    @Test
    void theSameBlockShareTwiceIsOneBlock() {
        rig.terms("prop:fee=100");
        round();
        rig.blockShare("C", BigInteger.ONE, BLOCK);
        become(Status.IN_CHAIN);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.IMMATURE));
    }

    @Test
    void aBlockThatIsMatureAtOnceIsOwedAtOnce() {
        rig.terms("prop:fee=100");
        round();
        become(Status.MATURE);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.PAYABLE));
    }

    @Test
    void aPoolWithoutTermsKeepsItsBlocks() {
        round();
        become(Status.IN_CHAIN);
        assertThat(rig.balances()).isEqualTo(Map.of("pool:fee IMMATURE", VALUE, "chain IMMATURE", -VALUE));
    }

    @Test
    void theDonationIsTakenBeforeTheBlockIsShared() {
        rig.terms("prop:fee=100,donation=50,donation-to=D");
        round();
        become(Status.MATURE);
        assertThat(rig.balance("D", Bucket.PAYABLE)).isEqualTo(1_562_500);
        assertThat(rig.balance("pool:fee", Bucket.PAYABLE)).isEqualTo(3_125_000);
        assertThat(rig.balance("chain", Bucket.PAYABLE)).isEqualTo(-VALUE);
    }

    @Test
    void whatTheCoinbasePaidItselfIsPaidAndTheOthersShareTheRest() {
        rig.terms("tides:fee=100");
        rig.share("A", 700);
        rig.share("B", 250);
        rig.split(1, VALUE, Map.of("A", 216_562_500L));
        rig.blockShare("C", BigInteger.valueOf(50), BLOCK);
        rig.block(Status.FOUND, BLOCK, "C", VALUE, 1);
        rig.block(Status.IN_CHAIN, BLOCK, "C", VALUE, 1);
        assertThat(rig.balances()).isEqualTo(shared(Bucket.IMMATURE));
        rig.block(Status.MATURE, BLOCK, "C", VALUE, 1);
        assertThat(rig.balance("A", Bucket.PAID)).isEqualTo(216_562_500);
        assertThat(rig.balance("A", Bucket.PAYABLE)).isZero();
        assertThat(rig.balance("B", Bucket.PAYABLE)).isEqualTo(77_343_750);
        assertThat(rig.balance("C", Bucket.PAYABLE)).isEqualTo(15_468_750);
    }

    @Test
    void aSoloCoinbasePaysItsFinderAllButTheFee() {
        rig.terms("solo:fee=200");
        rig.blockShare("C", BigInteger.TEN, BLOCK);
        rig.block(Status.IN_CHAIN, BLOCK, "C", VALUE, CoinbaseSplitSource.OWNER_SPLIT);
        rig.block(Status.MATURE, BLOCK, "C", VALUE, CoinbaseSplitSource.OWNER_SPLIT);
        assertThat(rig.balance("C", Bucket.PAID)).isEqualTo(306_250_000);
        assertThat(rig.balance("pool:fee", Bucket.PAYABLE)).isEqualTo(6_250_000);
    }

    @Test
    void aBlockThatPerShareSchemesFindFillsTheReserveAndSharesArePaidWithoutIt() {
        rig.terms("pps:fee=200,reserve=1000000000");
        rig.share("A", 10); // 1 % of a block
        rig.blockShare("B", BigInteger.TEN, BLOCK);
        rig.block(Status.MATURE, BLOCK, "B", VALUE);
        assertThat(rig.balance("A", Bucket.PAYABLE)).isEqualTo(3_062_500);
        assertThat(rig.balance("B", Bucket.PAYABLE)).isEqualTo(3_062_500);
        assertThat(rig.balance("pool:reserve", Bucket.PAYABLE)).isEqualTo(1_000_000_000 + VALUE - 6_125_000);
    }

    @Test
    void theReserveKeepsWhatAnUnderFullWindowLeaves() {
        rig.terms("pplns");
        rig.share("A", 400);
        rig.blockShare("B", BigInteger.valueOf(500), BLOCK);
        rig.block(Status.MATURE, BLOCK, "B", 1000);
        assertThat(rig.balances())
                .isEqualTo(Map.of(
                        "A PAYABLE", 200L, "B PAYABLE", 250L, "pool:reserve PAYABLE", 550L, "chain PAYABLE", -1000L));
    }
}
