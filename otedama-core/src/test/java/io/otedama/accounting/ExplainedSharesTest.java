package io.otedama.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.payout.NetworkBits;
import io.otedama.spi.BlockRecord.Status;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shares that an explanation names are those that the weights count. */
class ExplainedSharesTest {
    private static final long NETWORK_WORK = 1_000;
    private static final long WINDOW = 2 * NETWORK_WORK;
    private static final int SHARES = 2_000;

    private final AccountingRig rig = new AccountingRig();

    /** Work of every share by its sequence. */
    private final TreeMap<Long, Long> shares = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"prop", "pplns:window=2", "tides:window=2"})
    void whatIsNamedIsWhatCounts(String terms) {
        Random random = new Random(3);
        rig.job(NetworkBits.ofWork(NETWORK_WORK), 5_000_000);
        rig.terms(terms);
        long roundBegins = 0;
        for (int i = 1; i <= SHARES; i++) {
            String miner = "miner" + random.nextInt(9);
            long work = 1 + random.nextInt(200);
            Hash256 hash = AccountingRig.hash(i);
            boolean isBlock = random.nextInt(30) == 0;
            if (isBlock) {
                rig.blockShare(miner, BigInteger.valueOf(work), hash);
            } else {
                rig.share(miner, work);
            }
            shares.put(rig.books.lastSequence(), work);
            if (isBlock) {
                rig.block(Status.IN_CHAIN, hash, miner, 5_000_000);
                BlockExplanation why = rig.books.explain(hash).orElseThrow();
                assertThat(why.lastShare()).isEqualTo(shares.lastKey());
                check(terms, why, roundBegins);
                roundBegins = shares.lastKey();
                rig.block(Status.MATURE, hash, miner, 5_000_000);
            }
        }
    }

    private void check(String terms, BlockExplanation why, long roundBegins) {
        if (terms.equals("prop")) {
            assertThat(why.firstShare()).isEqualTo(shares.higherKey(roundBegins));
            return;
        }
        long inside = sum(shares.subMap(why.firstShare(), true, why.lastShare(), true));
        long without = sum(shares.subMap(why.firstShare(), false, why.lastShare(), true));
        if (why.firstShare() != shares.firstKey()) {
            assertThat(inside).isGreaterThanOrEqualTo(WINDOW);
        }
        assertThat(without).isLessThanOrEqualTo(WINDOW);
    }

    private static long sum(Map<Long, Long> part) {
        return part.values().stream().mapToLong(Long::longValue).sum();
    }
}
