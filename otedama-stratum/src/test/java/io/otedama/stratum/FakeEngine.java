package io.otedama.stratum;

import io.otedama.chain.Difficulty;
import io.otedama.job.CustomJobs;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.security.Guard;
import io.otedama.session.IngressLane;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerIngress;
import io.otedama.session.MinerSession;
import io.otedama.session.PortDifficulty;
import io.otedama.session.ReplyQueue;
import io.otedama.session.SessionTerms;
import io.otedama.session.ShareSubmission;
import io.otedama.session.StaticVardiff;
import io.otedama.session.WorkerTable;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.Admission;
import io.otedama.spi.JobListener;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.MiningJob;
import io.otedama.spi.PoolClock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine whose verdicts the test decides. Sessions, workers and reply queues are the real ones. */
public final class FakeEngine implements MinerIngress {
    /** A share without a verdict yet. */
    public record Waiting(FakeLane lane, MinerSession session, long token) {}

    public final InMemoryMetrics metrics = new InMemoryMetrics();
    public final List<JobListener> listeners = new CopyOnWriteArrayList<>();
    public final List<FakeLane> lanes = new CopyOnWriteArrayList<>();
    public final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    public final Queue<String> submitted = new ConcurrentLinkedQueue<>();
    public final AtomicInteger submits = new AtomicInteger();
    public final AtomicInteger redifficulties = new AtomicInteger();
    public final AtomicLong clockOffsetNs = new AtomicLong();
    public volatile Function<ShareSubmission, ShareVerdict> verdict = share -> ShareVerdict.ACCEPTED;
    public volatile @Nullable MiningJob job;
    public volatile MinerAuthenticator authenticator = FakeEngine::unlessBanned;
    public volatile @Nullable Guard guard;
    public volatile boolean perOwner;
    public volatile boolean parking;
    public volatile boolean full;
    public volatile boolean broken;
    public volatile @Nullable CustomJobs customJobs;
    public volatile boolean recording = true;
    public volatile int extranonce2Size = 4;

    private final AtomicLong nextExtranonce = new AtomicLong(0x58029a11L);
    private final PoolClock clock = new PoolClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime() + clockOffsetNs.get();
        }

        @Override
        public long epochMillis() {
            return System.currentTimeMillis();
        }
    };
    private final WorkerTable workers = new WorkerTable(10_000);

    private SessionTerms terms() {
        return new SessionTerms(
                new StaticVardiff(Difficulty.of(1024)),
                1,
                Difficulty.of("0.001"),
                Difficulty.of(1_000_000),
                SessionTerms.BIP320_MASK,
                4,
                extranonce2Size,
                authenticator,
                perOwner,
                workers,
                clock,
                redifficulties::incrementAndGet);
    }

    private static Admission unlessBanned(String user, String password) {
        return user.startsWith("banned")
                ? Admission.refused("unauthorized worker")
                : MinerAuthenticator.everybody().admit(user, password);
    }

    /** A new job for everybody, as the job thread would bring it. */
    public void publish(MiningJob next) {
        if (next.purpose() != MiningJob.Purpose.REDIFFICULTY) {
            job = next;
        }
        listeners.forEach(listener -> listener.onJob(next));
    }

    /** Gives every share that waits this verdict, in order, as the pipeline would. One thread at a time. */
    public int answerWaiting(ShareVerdict verdict) {
        int answered = 0;
        for (Waiting share = waiting.poll(); share != null; share = waiting.poll()) {
            share.lane().replies.offer(share.session(), share.token(), verdict, FakeLane.TARGET);
            answered++;
        }
        lanes.forEach(lane -> lane.replies.endOfBatch());
        return answered;
    }

    @Override
    public IngressLane openLane(ReplyQueue replies) {
        FakeLane lane = new FakeLane(this, replies);
        lanes.add(lane);
        return lane;
    }

    @Override
    public void addJobListener(JobListener listener) {
        listeners.add(listener);
    }

    /** Asked while a connection of Stratum V2 is taken over. */
    @Override
    public boolean allowsVersionRolling() {
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
        return true;
    }

    @Override
    public @Nullable CustomJobs customJobs() {
        return customJobs;
    }

    @Override
    public @Nullable MiningJob currentJob() {
        return job;
    }

    @Override
    public int replyCapacity() {
        return 16_384;
    }

    @Override
    public Guard guard() {
        Guard own = guard;
        return own == null ? MinerIngress.super.guard() : own;
    }

    @Override
    public PoolClock clock() {
        return clock;
    }

    @Override
    public MetricsSink metrics() {
        return metrics;
    }

    public long counter(String name) {
        return metrics.snapshot().counters().getOrDefault(name, 0L);
    }

    MinerSession newSession(MinerConnection connection, PortDifficulty port) {
        return new MinerSession(connection, nextExtranonce.getAndIncrement(), terms(), port);
    }
}
