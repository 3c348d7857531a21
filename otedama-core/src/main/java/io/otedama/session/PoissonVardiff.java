package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.chain.Target;
import java.math.BigInteger;

/**
 * Changes a difficulty only when the number of shares cannot be chance. Shares of a steady miner are a Poisson process;
 * in a time in which e shares were expected, n came. The evidence that the rate is n/e and not 1 is the log-likelihood
 * ratio
 *
 * <pre>
 *   evidence(n, e) = n * ln(n / e) - (n - e)      [nats; 0 at n = e; equals e at n = 0]
 * </pre>
 *
 * <p>The rule, asked on every share and every few seconds, with the constants below:
 *
 * <pre>
 *   n = 0    d * SILENCE_FALL           once e >= EVIDENCE
 *   n &lt; e    d * max(n/e, MAX_FALL)     once evidence >= EVIDENCE and n/e &lt; 1/BAND
 *   n > e    d * min(n/e, MAX_RISE)     once evidence >= EVIDENCE and n/e > BAND and n >= RISE_SHARES
 *
 *   e > WINDOW                n and e are halved: a memory of WINDOW/2 to WINDOW expected shares
 *   silence >= LONG_SILENCE   n = 0, e = the silence: what came before it is void
 *   the share that ends it    n = 0, e = 0
 *   any change                n = 0, e = 0
 * </pre>
 *
 * <p>Why not the plain test |n - e| > 3 * sqrt(e): it takes the upper tail of a Poisson count for a normal one, raises by
 * noise while e is small, and needs a separate rule for silence. The likelihood ratio is the same test without the
 * approximation, and silence is its case n = 0. Three sigma would be 4.5 nats; 5 nats (3.16 sigma) are used because the
 * test is asked over and over, and because then a silent miner is sent at most one message per 5 intervals. The shares
 * required before a rise are what puts the new difficulty within a factor of two of the right one.
 *
 * <p>Why a memory of 150 shares: with 60 the band is left by chance too often; simulated at 2 s, 7 % of miners got more
 * than two messages in an hour, with 150 fewer than 1 %. A long memory alone would be late to see a miner that stops or
 * becomes ten times slower; that is what the long silence, which chance does not make, is for.
 *
 * <p>A session that had shares and fell silent is asleep rather than slow: after 4 halvings in a
 * row each further one takes twice as long as the one before. Without this, ten minutes of sleep make the difficulty so
 * low that the miner floods the pool when it wakes up. A session that never had a share goes on halving at full speed.
 *
 * <p>In the first {@link #SETTLING_NS} of a session the difficulty only rises. Stateless and shared by all threads.
 */
public final class PoissonVardiff implements VardiffPolicy {
    /** Log-likelihood ratio in nats above which a rate is not chance. */
    public static final double EVIDENCE = 5.0;

    /** Smallest factor worth a message. */
    public static final double BAND = 1.5;

    /** Largest factor of one rise. */
    public static final double MAX_RISE = 64;

    /** Smallest factor of one fall. */
    public static final double MAX_FALL = 1.0 / 16;

    /** Factor after silence. */
    public static final double SILENCE_FALL = 0.5;

    /** Shares that a rise is computed from, at least. At ten shares a second it is a flood after two seconds. */
    public static final int RISE_SHARES = 20;

    /** Expected shares after which the memory is halved. */
    public static final int WINDOW = 150;

    /** Intervals of silence that make the memory before it worthless: by chance once in e^13 = 442,000 shares. */
    public static final double LONG_SILENCE = 13;

    /** Halvings in a row at full speed for a session that had shares before. */
    public static final int FAST_HALVINGS = 4;

    /** Time from the start of a session in which its difficulty does not fall. */
    public static final long SETTLING_NS = 10_000_000_000L;

    /** More than this between two calls is a stopped process or a clock that stepped, and counts as this much. */
    public static final long MAX_GAP_NS = 30_000_000_000L;

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final VardiffConfig config;

    public PoissonVardiff(VardiffConfig config) {
        this.config = config;
    }

    @Override
    public Difficulty startDifficulty() {
        return config.startDifficulty();
    }

    @Override
    public Difficulty difficultyFor(BigInteger hashesPerSecond, long multiplier) {
        BigInteger hashes = hashesPerSecond
                .multiply(BigInteger.valueOf(config.intervalNs()))
                .divide(BigInteger.valueOf(NS_PER_SECOND));
        return Difficulty.ofTarget(Target.ofExpectedHashes(hashes), multiplier);
    }

    @Override
    public Vardiff open(long nowNs) {
        return new PoissonCounts(config.intervalNs(), nowNs);
    }
}
