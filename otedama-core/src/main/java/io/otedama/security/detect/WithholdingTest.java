package io.otedama.security.detect;

import java.util.Arrays;

/**
 * Does somebody send the shares and keep the blocks? (Rosenfeld, "Analysis of Bitcoin Pooled Mining Reward Systems", 2011, section
 * 6.2: the attack lowers what everybody earns, and the pool sees nothing of it but missing blocks.)
 *
 * <pre>
 *   a credited share of difficulty d is a block with probability p = d / D        x = 1 when it was one
 *   honest:      P(x = 1) = p                    withholds the part w:  P(x = 1) = (1 - w) p
 *   for each w   ratio += w * sum(p) + ln(1 - w) * sum(x)      down to its lower bound: starts again at 0
 *                ratio &gt;= upper                                 alarm, and starts again at 0
 * </pre>
 *
 * <p>The steps are those of Poisson counts, since p is tiny. They hold for large p too: exp(ratio) of an honest share has the
 * mean (1 - p w) exp(p w) &lt;= 1, because 1 - y &lt;= exp(-y). So exp(ratio) is a supermartingale under honest mining, whatever
 * difficulties, whatever pieces the sums arrive in.
 *
 * <p><b>False alarms.</b> Starting again lifts exp(ratio) to 1 from somewhere below, by less than 1, and needs a block, of which there
 * are sum(p) on average. With m alternatives the sum of their exp(ratio) starts at m, is at least exp(upper) + m - 1 at an alarm, and
 * grows by at most m per expected block. Hence, with Λ = expected blocks,
 *
 * <pre>
 *   P(false alarm before Λ) &lt;= Λ * m / (exp(upper) - 1) = Λ / a         and        E[Λ at the first one] &gt;= a
 *   when upper = ln(1 + m * a), which is {@link SprtBounds#page}
 * </pre>
 *
 * For the single alternative w = 1, looked at all the time, the second is an equation: the longest gap allowed is upper, and the mean
 * time to the first gap of that length in a Poisson process of rate 1 is exp(upper) - 1.
 *
 * <p><b>Many workers.</b> Λ of all workers add up to that of the pool. So the bound for any number of workers together is that of one
 * worker with the pool's work: no correction for their number is needed. Watching accounts beside workers counts twice.
 *
 * <p><b>Detection.</b> With the true part v withheld the ratio for w grows by w + (1 - v) ln(1 - w) per expected block; for v = w =
 * 1 an alarm comes after exactly upper expected blocks without one, for v = w = 0.5 after about upper / 0.153. Who spreads thin
 * over many accounts, or withholds little, stays below: no test can see what luck does as well.
 *
 * <p>State: one double per alternative. One thread.
 */
public final class WithholdingTest {
    /** No alternative. */
    public static final int NONE = -1;

    private final double[] withheld;
    private final SprtBounds bounds;
    private final double[] ratio;
    private double expected;
    private long found;

    /**
     * @param withheld the parts that may be missing, each above 0 and at most 1
     */
    public WithholdingTest(SprtBounds bounds, double... withheld) {
        for (double part : withheld) {
            if (!(part > 0 && part <= 1)) {
                throw new IllegalArgumentException("a part is above 0 and at most 1, found " + part);
            }
        }
        this.bounds = bounds;
        this.withheld = withheld.clone();
        this.ratio = new double[withheld.length];
    }

    /**
     * Takes what came since the last call.
     *
     * @param expectedBlocks sum of d / D of the credited shares
     * @param blocks how many of them were blocks
     * @return which alternative has reached the upper bound (the one that is furthest above it), {@link #NONE} for none; all
     *     ratios have then started again
     */
    public int observe(double expectedBlocks, long blocks) {
        expected += expectedBlocks;
        found += blocks;
        int guilty = NONE;
        for (int i = 0; i < ratio.length; i++) {
            double missed = blocks == 0 ? 0 : blocks * Math.log1p(-withheld[i]); // minus infinity for w = 1
            double sum = ratio[i] + expectedBlocks * withheld[i] + missed;
            ratio[i] = sum <= bounds.lower() ? 0 : sum;
            if (ratio[i] >= bounds.upper() && (guilty == NONE || ratio[i] > ratio[guilty])) {
                guilty = i;
            }
        }
        if (guilty != NONE) {
            Arrays.fill(ratio, 0);
        }
        return guilty;
    }

    /** The part that an alternative says is missing. */
    public double withheld(int alternative) {
        return withheld[alternative];
    }

    /** The ratio of an alternative now, in nats. */
    public double ratio(int alternative) {
        return ratio[alternative];
    }

    /** Blocks expected in all, since the test was made. */
    public double expectedBlocks() {
        return expected;
    }

    /** Blocks found in all, since the test was made. */
    public long foundBlocks() {
        return found;
    }
}
