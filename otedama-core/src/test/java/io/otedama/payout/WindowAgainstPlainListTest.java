package io.otedama.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.SeededRandom;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Windows with sums and cursors weigh as a walk backwards over a list of all shares does. */
class WindowAgainstPlainListTest {
    private static final int STEPS = 30_000;

    private static final int[] NETWORK_WORK = {500, 700, 1000, 1300, 1900};

    /** Each step is the greatest that a retarget makes. */
    private static final int[] STEEP_WORK = {40, 160, 640, 2560};

    /** The greatest difficulty comes again before it leaves the history. */
    private static final int MAX_RETARGETS_BELOW = WindowHistory.LIMITS - STEEP_WORK.length;

    private static final int SCORE_BITS = 96;

    private final SeededRandom random = SeededRandom.forTest(getClass());
    private final List<Plain> plain = new ArrayList<>();
    private int networkWork;
    private boolean steep;
    private int level = STEEP_WORK.length - 1;
    private int retargetsBelow;

    private record Plain(int account, BigInteger work, BigInteger score) {}

    @Test
    void tidesWhateverTheDifficultyDoes() {
        run(new TidesScheme(), Map.of(), false);
    }

    @Test
    void tidesThatFallsAndRisesByFourAgainAndAgain() {
        steep = true;
        run(new TidesScheme(), Map.of(), false);
    }

    @Test
    void tidesWithAWindowOfFewShares() {
        run(new TidesScheme(), Map.of("window", "0.05"), false);
    }

    @Test
    void pplnsWhateverTheDifficultyDoes() {
        run(new PplnsScheme(), Map.of("window", "8"), true);
    }

    @Test
    void pplnsWithAWindowOfFewShares() {
        run(new PplnsScheme(), Map.of("window", "0.05"), true);
    }

    private void run(PayoutScheme scheme, Map<String, String> parameters, boolean byScore) {
        SchemeBench bench = new SchemeBench(scheme, parameters, 0);
        retarget(bench);
        BigInteger hundredths =
                BigInteger.valueOf(Math.round(Double.parseDouble(parameters.getOrDefault("window", "8")) * 100));
        for (int i = 0; i < STEPS; i++) {
            share(bench);
            if (random.nextInt(800) == 0) {
                retarget(bench);
            }
            if (random.nextInt(300) == 0) {
                bench = bench.continued();
            }
            if (random.nextInt(100) == 0) {
                BigInteger unit = byScore ? BigInteger.ONE.shiftLeft(SCORE_BITS) : BigInteger.valueOf(networkWork);
                BigInteger limit = unit.multiply(hundredths).divide(BigInteger.valueOf(100));
                assertThat(bench.block(0).byAccount())
                        .as("after share %d", plain.size())
                        .isEqualTo(walk(limit, byScore));
            }
        }
    }

    private void retarget(SchemeBench bench) {
        networkWork = steep ? nextSteep() : NETWORK_WORK[random.nextInt(NETWORK_WORK.length)];
        bench.terms(NetworkBits.ofWork(networkWork), 1000);
    }

    private int nextSteep() {
        int top = STEEP_WORK.length - 1;
        boolean up = retargetsBelow >= MAX_RETARGETS_BELOW || random.nextBoolean();
        level = Math.max(0, Math.min(top, level + (up ? 1 : -1)));
        retargetsBelow = level == top ? 0 : retargetsBelow + 1;
        return STEEP_WORK[level];
    }

    private void share(SchemeBench bench) {
        int account = random.nextInt(30);
        BigInteger work =
                BigInteger.valueOf(random.nextInt(500) == 0 ? 1 + random.nextInt(400) : 1 + random.nextInt(9));
        plain.add(new Plain(account, work, work.shiftLeft(SCORE_BITS).divide(BigInteger.valueOf(networkWork))));
        bench.share(account, work);
    }

    private Map<Integer, BigInteger> walk(BigInteger limit, boolean byScore) {
        TreeMap<Integer, BigInteger> weights = new TreeMap<>();
        BigInteger left = limit;
        for (int i = plain.size() - 1; i >= 0 && left.signum() > 0; i--) {
            Plain share = plain.get(i);
            BigInteger used = (byScore ? share.score : share.work).min(left);
            weights.merge(share.account, used, BigInteger::add);
            left = left.subtract(used);
        }
        return weights;
    }
}
