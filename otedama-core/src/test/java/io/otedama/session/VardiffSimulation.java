package io.otedama.session;

import io.otedama.chain.Difficulty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;

/**
 * One miner and one session on a virtual clock. Hashes are not simulated but shares: at hashrate H a job of difficulty d
 * gives shares at intervals exponentially distributed with mean d * 2^32 / H seconds.
 *
 * <pre>
 *   job           every jobInterval: the difficulty last proposed, clamped, is a message if it is new, and holds from
 *                 this job on
 *   flight        the miner hears of a job FLIGHT later and until then finds shares of the old one: these are
 *                 credited by their job's difficulty and not reported to the vardiff
 *   timer         every TIMER the session asks the vardiff, as it does after each share
 * </pre>
 */
@NullMarked
final class VardiffSimulation {
    static final long SECOND = 1_000_000_000L;

    private static final long FLIGHT = SECOND / 5;
    private static final long TIMER = 5 * SECOND;
    private static final double HASHES_PER_DIFFICULTY = 0x1p48 / 0xffff;

    /** A difficulty that the miner was sent. */
    record Message(long atNs, Difficulty difficulty) {}

    private final Vardiff vardiff;
    private final SplittableRandom random;
    private final List<Message> messages = new ArrayList<>();
    private DifficultyBounds bounds = new DifficultyBounds(Difficulty.MIN, Difficulty.MAX);
    private long jobIntervalNs = 5 * SECOND;

    private double hashrate;
    private long nowNs;
    private long clockErrorNs;
    private long nextJobNs;
    private long nextTimerNs;
    private Difficulty inForce;
    private Difficulty wanted;
    private Difficulty mined;
    private double minedDifficulty;
    private long minedFromNs;

    private long shares;
    private double credited;
    private double creditedVariance;
    private double expectedCredit;

    VardiffSimulation(VardiffPolicy policy, Difficulty start, double hashrate, long seed) {
        this.vardiff = policy.open(0);
        this.random = new SplittableRandom(seed);
        this.hashrate = hashrate;
        this.inForce = start;
        this.wanted = start;
        mine(start);
        this.nextJobNs = jobIntervalNs;
        this.nextTimerNs = TIMER;
    }

    VardiffSimulation within(DifficultyBounds newBounds) {
        bounds = newBounds;
        inForce = newBounds.clamp(inForce);
        wanted = inForce;
        mine(inForce);
        return this;
    }

    VardiffSimulation withJobsEvery(long intervalNs) {
        jobIntervalNs = intervalNs;
        nextJobNs = nowNs + intervalNs;
        return this;
    }

    void hashrate(double newHashrate) {
        hashrate = newHashrate;
    }

    /** The session's clock steps; the miner does not notice. */
    void stepClock(long byNs) {
        clockErrorNs += byNs;
    }

    void run(long forNs) {
        long endNs = nowNs + forNs;
        while (nowNs < endNs) {
            step(endNs);
        }
    }

    /** Runs until the difficulty in force is within a factor of two of the ideal one; false when that takes too long. */
    boolean runUntilConverged(Difficulty ideal, long limitNs) {
        long endNs = nowNs + limitNs;
        while (!isWithinTwo(ideal)) {
            if (nowNs >= endNs) {
                return false;
            }
            step(endNs);
        }
        return true;
    }

    boolean isWithinTwo(Difficulty ideal) {
        double ratio =
                inForce.toBigDecimal().doubleValue() / ideal.toBigDecimal().doubleValue();
        return ratio >= 0.5 && ratio <= 2;
    }

    /** To the next thing that happens, at most to {@code endNs}: exponential times have no memory, so cutting is exact. */
    private void step(long endNs) {
        long switchNs = mined == inForce ? Long.MAX_VALUE : minedFromNs;
        long eventNs = Math.min(Math.min(endNs, switchNs), Math.min(nextJobNs, nextTimerNs));
        long shareNs = nextShareNs();
        expectedCredit += (Math.min(eventNs, shareNs) - nowNs) * (hashrate / HASHES_PER_DIFFICULTY / SECOND);
        if (shareNs < eventNs) {
            nowNs = shareNs;
            share();
            return;
        }
        nowNs = eventNs;
        if (nowNs == switchNs) {
            mine(inForce);
        }
        if (nowNs == nextTimerNs) {
            nextTimerNs += TIMER;
            ask();
        }
        if (nowNs == nextJobNs) {
            nextJobNs += jobIntervalNs;
            job();
        }
    }

    private long nextShareNs() {
        if (hashrate == 0) {
            return Long.MAX_VALUE;
        }
        double meanNs = minedDifficulty * HASHES_PER_DIFFICULTY / (hashrate) * SECOND;
        double waitNs = -Math.log(1 - random.nextDouble()) * meanNs;
        return waitNs > 1e17 ? Long.MAX_VALUE : nowNs + (long) waitNs;
    }

    private void mine(Difficulty difficulty) {
        mined = difficulty;
        minedDifficulty = difficulty.toBigDecimal().doubleValue();
    }

    private void share() {
        shares++;
        credited += minedDifficulty;
        creditedVariance += minedDifficulty * minedDifficulty;
        if (mined == inForce) {
            vardiff.onShare(nowNs + clockErrorNs);
            ask();
        }
    }

    private void ask() {
        Difficulty proposed = vardiff.propose(inForce, nowNs + clockErrorNs);
        if (proposed != null) {
            wanted = proposed;
        }
    }

    private void job() {
        Difficulty next = bounds.clamp(wanted);
        if (!next.equals(inForce)) {
            inForce = next;
            minedFromNs = nowNs + FLIGHT;
            messages.add(new Message(nowNs, next));
            vardiff.onChanged(nowNs + clockErrorNs);
        }
    }

    /** The difficulty at which a hashrate gives one share per interval. */
    static Difficulty ideal(double hashrate, long intervalNs) {
        double difficulty = hashrate * intervalNs / SECOND / HASHES_PER_DIFFICULTY;
        return Difficulty.of(BigDecimal.valueOf(difficulty));
    }

    List<Message> messages() {
        return messages;
    }

    Difficulty inForce() {
        return inForce;
    }

    long nowNs() {
        return nowNs;
    }

    long shares() {
        return shares;
    }

    double credited() {
        return credited;
    }

    /** Variance of {@link #credited()}: each share adds the square of its difficulty. */
    double creditedVariance() {
        return creditedVariance;
    }

    /** Hashrate times time / hashes per difficulty. */
    double expectedCredit() {
        return expectedCredit;
    }
}
