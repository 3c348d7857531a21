package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.Target;
import io.otedama.ledger.Bucket;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A month of a thousand miners under a changing difficulty, against {@link PlainBooks}. */
class MonthTest {
    private static final int MINERS = 1_000;
    private static final int FEE = 137;
    private static final int SHARES = 60_000;
    private static final int SHARES_PER_RETARGET = SHARES / 9; // every three and a half days
    private static final int SHARES_PER_BLOCK = 1_500;
    private static final int SHARES_PER_LATE = 200; // on a job of the difficulty and subsidy before
    private static final int MATURITY = 4; // blocks

    /** Network work at each retarget, relative to the first. */
    private static final String[] DIFFICULTY = {"1", "1.31", "0.9", "0.4", "0.7", "1.1", "1.29", "0.8", "1.2"};

    private final SeededRandom random = SeededRandom.forTest(getClass());
    private final AccountingRig rig = new AccountingRig();
    private final PlainBooks plain = new PlainBooks(FEE);
    private final Map<String, Long> expected = new TreeMap<>();
    private final ArrayDeque<Mined> immature = new ArrayDeque<>();
    private BigInteger firstNetworkWork = BigInteger.ONE;
    private BigInteger networkWork = BigInteger.ONE;
    private int bits;
    private long subsidy = 625_000_000;
    private long blocks;
    private long orphans;

    /** A month; {@code sharing} says how a block of a value is shared now. */
    private void mine(String terms, BiFunction<Long, BigInteger, Map<String, Long>> sharing) {
        bits = 0x1a01aa3d;
        firstNetworkWork = NetworkBits.workOf(bits);
        retarget(DIFFICULTY[0]);
        rig.terms(terms);
        for (int i = 0; i < SHARES; i++) {
            if (i > 0 && i % SHARES_PER_RETARGET == 0) {
                subsidy = i > SHARES / 2 ? 312_500_000 : subsidy;
                retarget(DIFFICULTY[i / SHARES_PER_RETARGET % DIFFICULTY.length]);
            }
            share(sharing);
        }
        while (!immature.isEmpty()) {
            end(immature.remove());
        }
        rig.job(bits, subsidy);
    }

    private void retarget(String factor) {
        BigInteger wanted = new BigDecimal(firstNetworkWork)
                .multiply(new BigDecimal(factor))
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
        bits = Target.of(BigInteger.ONE.shiftLeft(256).divide(wanted).subtract(BigInteger.ONE))
                .toCompact();
        networkWork = NetworkBits.workOf(bits);
        rig.job(bits, subsidy);
    }

    private void share(BiFunction<Long, BigInteger, Map<String, Long>> sharing) {
        // few large miners, many small ones
        String miner = "miner" + (int) (MINERS * Math.pow(random.nextDouble(), 3));
        BigInteger work = firstNetworkWork
                .multiply(BigInteger.valueOf(1 + random.nextInt(4000)))
                .divide(BigInteger.valueOf(3_000_000));
        if (random.nextInt(SHARES_PER_LATE) == 0) {
            AccountingRig.LateShare late = rig.lateShare(miner, work);
            plain.share(miner, work, NetworkBits.workOf(late.bits()), late.subsidy());
            return;
        }
        plain.share(miner, work, networkWork, subsidy);
        if (random.nextInt(SHARES_PER_BLOCK) > 0) {
            rig.share(miner, work);
            return;
        }
        blocks++;
        Hash256 hash = AccountingRig.hash(blocks);
        long value = subsidy + random.nextInt(20_000_000);
        rig.blockShare(miner, work, hash);
        rig.block(Status.FOUND, hash, miner, value);
        rig.block(Status.IN_CHAIN, hash, miner, value);
        rig.job(bits, subsidy);
        immature.add(new Mined(hash, miner, value, sharing.apply(value, networkWork)));
        if (immature.size() > MATURITY) {
            end(immature.remove());
        }
    }

    private void end(Mined block) {
        if (random.nextInt(10) == 0) {
            orphans++;
            rig.block(Status.ORPHANED, block.hash, block.finder, block.value);
        } else {
            rig.block(Status.MATURE, block.hash, block.finder, block.value);
            block.parts.forEach((account, amount) -> expected.merge(account, amount, Long::sum));
        }
    }

    private void compare() {
        Map<String, Long> found = new TreeMap<>();
        for (String name : rig.books.accounts().names()) {
            assertThat(rig.balance(name, Bucket.IMMATURE)).as(name).isZero();
            if (rig.balance(name, Bucket.PAYABLE) != 0 && !name.equals("chain")) {
                found.put(name, rig.balance(name, Bucket.PAYABLE));
            }
        }
        expected.values().removeIf(amount -> amount == 0);
        assertThat(found).as("%d blocks, %d orphans", blocks, orphans).isEqualTo(expected);
        assertThat(blocks).isGreaterThan(10);
    }

    @Test
    void pplnsAgreesToTheBaseUnit() {
        mine("pplns:window=2.5,fee=" + FEE, (value, network) -> plain.pplns(value, 5, 2));
        compare();
    }

    /** Falls to a third and rises by more than a half again: the window grows backwards over shares that had left. */
    @Test
    void tidesAgreesToTheBaseUnit() {
        mine("tides:direct=no,fee=" + FEE, (value, network) -> plain.tides(value, 8, network));
        compare();
    }

    @Test
    void ppsAgreesToTheBaseUnit() {
        long deposit = 1_000_000_000_000L;
        mine("pps:reserve=" + deposit + ",fee=" + FEE, (value, network) -> Map.of(PlainBooks.RETAINED, value));
        Map<String, Long> earned = plain.pps();
        long spent = earned.values().stream().mapToLong(Long::longValue).sum();
        expected.merge(PlainBooks.RETAINED, deposit - spent, Long::sum);
        expected.putAll(earned);
        compare();
    }

    private record Mined(Hash256 hash, String finder, long value, Map<String, Long> parts) {}
}
