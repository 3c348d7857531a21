package io.otedama;

import io.otedama.chain.BlockTemplate;
import io.otedama.job.JobTable;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolClock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether work is fresh and the clock is right, as far as templates tell. Any thread; one at a time brings templates. */
final class WorkWatch {
    /** Work of a node that is away is good for so long, seconds: half the time that Bitcoin takes for a block. */
    static final long MAX_BLIND_SECONDS = 300;

    /** Clocks further apart than this, seconds, are worth a look. Nodes allow each other 70 minutes, headers two hours. */
    static final long MAX_SKEW_SECONDS = 30;

    private static final String WORK = "work";
    private static final String CLOCK = "clock";

    private final PoolClock clock;
    private volatile @Nullable Seen last;
    private volatile @Nullable Long skewSeconds;

    WorkWatch(PoolClock clock) {
        this.clock = clock;
    }

    private record Seen(long atNs, int height) {}

    /** A template has come from a node just now. */
    void onTemplate(BlockTemplate template) {
        last = new Seen(clock.nanoTime(), template.height());
        if (template.curTime() > template.minTime()) { // else the rules of the chain have set it, no clock
            skewSeconds = clock.epochMillis() / 1000 - template.curTime();
        }
    }

    /** Seconds since the last template, 0 before the first. */
    long templateAgeSeconds() {
        Seen seen = last;
        return seen == null ? 0 : TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - seen.atNs());
    }

    /** The pool's clock less the node's, seconds; 0 while nothing is known. */
    long skewSeconds() {
        Long skew = skewSeconds;
        return skew == null ? 0 : skew;
    }

    /** Miners can be given work that is probably not lost. */
    boolean isFresh(JobTable jobs, Status node) {
        return jobs.newest() != null && (node != Status.DOWN || templateAgeSeconds() <= MAX_BLIND_SECONDS);
    }

    ComponentHealth work(JobTable jobs, Status node) {
        MiningJob job = jobs.newest();
        if (job == null) {
            return ComponentHealth.down(WORK, "no job yet");
        }
        ComponentHealth health = isFresh(jobs, node)
                ? ComponentHealth.up(WORK, "mining at height " + job.height())
                : ComponentHealth.degraded(WORK, "the node has been away for long: what is mined may be lost already");
        return health.with("height", job.height()).with("templateAgeSeconds", templateAgeSeconds());
    }

    ComponentHealth clock() {
        Long skew = skewSeconds;
        if (skew == null) {
            return ComponentHealth.up(CLOCK, "nothing to compare with yet");
        }
        ComponentHealth health = Math.abs(skew) <= MAX_SKEW_SECONDS
                ? ComponentHealth.up(CLOCK, "agrees with the node's")
                : ComponentHealth.degraded(
                        CLOCK, "differs from the node's by " + Math.abs(skew) + " s: one of the two is wrong");
        return health.with("skewSeconds", skew);
    }
}
