package io.otedama.security;

import io.otedama.spi.PoolControl.StandingEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has done lately, good and bad, in thousandths of a point; both are forgotten by halves. Bad is judged
 * against good: a miner of whom one share in twenty is stale is a good miner, one of whom every share is stale is not, however
 * slowly they send. The owner of the object locks it.
 *
 * <pre>
 *   excess = bad - good * tolerance      the ladder's step is that of the excess; a step is asked for once on the way up
 * </pre>
 */
final class Conduct {
    /** Kind of the event that is no misbehaviour. */
    static final String ACCEPTED = "ACCEPTED_SHARE";

    private static final long POINT = 1_000;
    private static final Misbehaviour[] KINDS = Misbehaviour.values();

    /** Times of one kind that are counted at most. */
    private static final long MAX_TIMES = Integer.MAX_VALUE;

    /** How often and when last. */
    private static final class Tally {
        private long times;
        private long lastMillis;
    }

    private final GuardConfig config;
    private long good;
    private long bad;
    private long atMillis;
    private GuardStep step = GuardStep.NONE;

    private @Nullable EnumMap<Misbehaviour, Tally> tallies;
    private long accepted;
    private long acceptedMillis;

    Conduct(GuardConfig config, long nowMillis) {
        this.config = config;
        this.atMillis = nowMillis;
    }

    private void forget(long nowMillis) {
        long steps = HalfLife.steps(nowMillis - atMillis, config.halfLifeMillis());
        if (steps > 0) {
            good = HalfLife.left(good, steps);
            bad = HalfLife.left(bad, steps);
            atMillis += steps * HalfLife.stepMillis(config.halfLifeMillis());
        }
    }

    /** So many shares were accepted. */
    void praise(long shares, long nowMillis) {
        forget(nowMillis);
        good = Math.min(good + shares * POINT, config.maxGoodPoints() * POINT);
        accepted += shares;
        acceptedMillis = nowMillis;
    }

    /** One more misbehaviour; returns the step it leads to, NONE when that was asked for already. */
    GuardStep blame(Misbehaviour kind, long nowMillis) {
        forget(nowMillis);
        bad = Math.min(bad + config.pointsOf(kind) * POINT, HalfLife.MAX_AMOUNT);
        note(kind, 1, nowMillis);
        GuardStep reached = config.ladder().stepAt(excess());
        boolean news = reached.isAbove(step);
        step = reached;
        return news ? reached : GuardStep.NONE;
    }

    private void note(Misbehaviour kind, long count, long nowMillis) {
        EnumMap<Misbehaviour, Tally> known = tallies;
        if (known == null) {
            known = new EnumMap<>(Misbehaviour.class);
            tallies = known;
        }
        Tally tally = known.computeIfAbsent(kind, name -> new Tally());
        tally.times = Math.min(tally.times + count, MAX_TIMES);
        tally.lastMillis = Math.max(tally.lastMillis, nowMillis);
    }

    private long excess() {
        return (bad - good * config.tolerancePermille() / 1_000) / POINT;
    }

    /** Points of misbehaviour that no good work excuses; 0 or more. */
    long excess(long nowMillis) {
        forget(nowMillis);
        return Math.max(excess(), 0);
    }

    /** Good less bad, in points. */
    long score(long nowMillis) {
        forget(nowMillis);
        return (good - bad) / POINT;
    }

    /** The step it has come to, as far as it is not forgotten. */
    GuardStep step(long nowMillis) {
        return config.ladder().stepAt(excess(nowMillis)).atMost(step);
    }

    boolean hasAcceptedSince(long millis) {
        return accepted > 0 && acceptedMillis >= millis;
    }

    /** Shares that were accepted, and when the last one was; null when none ever was. */
    @Nullable
    StandingEvent work() {
        return accepted == 0 ? null : new StandingEvent(acceptedMillis, ACCEPTED, accepted, accepted);
    }

    /** Takes in what {@link #work} said before a restart; other events are passed over. */
    void restoreWork(StandingEvent event) {
        if (event.kind().equals(ACCEPTED) && event.times() > 0) {
            accepted += Math.min(event.times(), MAX_TIMES);
            acceptedMillis = Math.max(acceptedMillis, event.epochMillis());
        }
    }

    /** The slate is clean; what happened is still remembered, to be explained. */
    void forgive(long nowMillis) {
        bad = 0;
        step = GuardStep.NONE;
        forget(nowMillis);
    }

    /** What it was when a store kept it, together with what has happened here since. */
    void restore(long goodMilli, long badMilli, GuardStep lastStep, long millis, List<StandingEvent> events) {
        long keptGood = Math.min(Math.max(goodMilli, 0), config.maxGoodPoints() * POINT);
        long keptBad = Math.min(Math.max(badMilli, 0), HalfLife.MAX_AMOUNT);
        if (good == 0 && bad == 0) {
            atMillis = millis;
        }
        long steps = HalfLife.steps(atMillis - millis, config.halfLifeMillis());
        good = Math.min(good + HalfLife.left(keptGood, steps), config.maxGoodPoints() * POINT);
        bad = Math.min(bad + HalfLife.left(keptBad, steps), HalfLife.MAX_AMOUNT);
        step = step.atLeast(lastStep);
        for (StandingEvent event : events) {
            restoreWork(event);
            for (Misbehaviour kind : KINDS) {
                if (kind.name().equals(event.kind())) {
                    note(kind, Math.min(Math.max(event.times(), 0), MAX_TIMES), event.epochMillis());
                }
            }
        }
    }

    long goodMilli() {
        return good;
    }

    long badMilli() {
        return bad;
    }

    long atMillis() {
        return atMillis;
    }

    /** What moved the score, newest first. */
    List<StandingEvent> events() {
        List<StandingEvent> all = new ArrayList<>();
        StandingEvent work = work();
        if (work != null) {
            all.add(work);
        }
        EnumMap<Misbehaviour, Tally> known = tallies;
        if (known != null) {
            known.forEach((kind, tally) -> all.add(new StandingEvent(
                    tally.lastMillis, kind.name(), tally.times, -tally.times * config.pointsOf(kind))));
        }
        all.sort(Comparator.comparingLong(StandingEvent::epochMillis).reversed());
        return all;
    }
}
