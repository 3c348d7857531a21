package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.chain.SeededRandom;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord.Status;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Balances are those of a run in which the orphaned blocks never were; their shares were ordinary ones. */
class OrphanTest {
    private static final int BLOCKS = 40;
    private static final int MATURITY = 20;
    private static final long VALUE = 312_500_000;

    private final SeededRandom random = SeededRandom.forTest(getClass());

    @ParameterizedTest
    @ValueSource(strings = {"solo:fee=100", "prop:fee=100", "pplns:fee=100", "tides:fee=100", "pps:fee=100"})
    void anOrphanAtAnyDepthLeavesNoTrace(String terms) {
        for (int depth = 1; depth <= MATURITY; depth++) {
            long seed = random.nextLong();
            Set<Integer> orphans = new HashSet<>();
            for (int i = 0; i < 1 + depth / 4; i++) {
                orphans.add(random.nextInt(BLOCKS));
            }
            AccountingRig with = run(terms, seed, orphans, depth, true);
            AccountingRig without = run(terms, seed, orphans, depth, false);
            assertThat(with.balances())
                    .as("%s, orphans %s at depth %d, seed %d", terms, orphans, depth, seed)
                    .isEqualTo(without.balances());
        }
    }

    /**
     * @param depth blocks that come after an orphan before the chain leaves it; the others go and come back with it
     * @param theyWere whether the orphans were blocks at all
     */
    private static AccountingRig run(String terms, long seed, Set<Integer> orphans, int depth, boolean theyWere) {
        Random course = new Random(seed);
        AccountingRig rig = new AccountingRig();
        rig.job(NetworkBits.ofWork(1000), VALUE);
        rig.terms(terms);
        Map<Hash256, String> finders = new HashMap<>();
        List<Hash256> chain = new ArrayList<>();
        for (int block = 0; block < BLOCKS + MATURITY; block++) {
            for (int i = course.nextInt(5); i > 0; i--) {
                rig.share("m" + course.nextInt(9), 1 + course.nextInt(200));
            }
            String finder = "m" + course.nextInt(9);
            BigInteger work = BigInteger.valueOf(1 + course.nextInt(200));
            Hash256 hash = AccountingRig.hash(block);
            if (orphans.contains(block) && !theyWere) {
                rig.share(finder, work);
            } else {
                finders.put(hash, finder);
                rig.blockShare(finder, work, hash);
                rig.block(Status.FOUND, hash, finder, VALUE + block);
                rig.block(Status.IN_CHAIN, hash, finder, VALUE + block);
            }
            chain.add(hash);
            int left = block - depth;
            if (left >= 0 && orphans.contains(left) && theyWere) {
                reorganise(rig, chain, finders, left, orphans);
            }
            int mature = block - MATURITY - 1;
            if (mature >= 0 && !orphans.contains(mature)) {
                become(rig, Status.MATURE, mature, finders);
            }
        }
        rig.job(NetworkBits.ofWork(1000), VALUE);
        return rig;
    }

    /** The chain goes back behind a block, and all that came after it come back on another branch. */
    private static void reorganise(
            AccountingRig rig, List<Hash256> chain, Map<Hash256, String> finders, int gone, Set<Integer> orphans) {
        for (int block = chain.size() - 1; block >= gone; block--) {
            become(rig, Status.ORPHANED, block, finders);
        }
        for (int block = gone + 1; block < chain.size(); block++) {
            if (finders.containsKey(AccountingRig.hash(block))) {
                become(rig, Status.IN_CHAIN, block, finders);
            }
        }
    }

    private static void become(AccountingRig rig, Status status, int block, Map<Hash256, String> finders) {
        Hash256 hash = AccountingRig.hash(block);
        rig.block(status, hash, finders.getOrDefault(hash, ""), VALUE + block);
    }
}
