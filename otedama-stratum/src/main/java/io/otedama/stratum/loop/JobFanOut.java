package io.otedama.stratum.loop;

import io.otedama.metrics.JobBroadcastEvent;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One job on its way to all loops of a protocol: measures until the last of them has written it. Any thread. */
final class JobFanOut {
    private final MiningJob job;
    private final ServerMetrics metrics;
    private final PoolClock clock;
    private final long toldNs;
    private final int loops;
    private final AtomicInteger left;
    private final @Nullable JobBroadcastEvent recording = JobBroadcastEvent.beginIfWanted();

    /** Begins now. */
    JobFanOut(MiningJob job, ServerMetrics metrics, PoolClock clock, int loops) {
        this.job = job;
        this.metrics = metrics;
        this.clock = clock;
        this.loops = loops;
        this.left = new AtomicInteger(loops);
        this.toldNs = clock.nanoTime();
    }

    /** One loop has written it to every connection that wants it. */
    void written() {
        if (left.decrementAndGet() == 0) {
            metrics.fannedOut(clock.nanoTime() - toldNs);
            if (recording != null) {
                recording.end(job.number(), job.height(), job.purpose().name(), loops);
            }
        }
    }
}
