package io.otedama.stratum.client;

import io.otedama.pow.ProofOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Mines with processor threads for one client of any protocol, on any {@link ProofOfWork}. Whatever meets the share target
 * or the network target is submitted. It pauses while the client has no connection, and it waits, rather than floods, when
 * too many submits are unanswered.
 *
 * <p>The miner neither starts nor closes its client. The share multiplier of a {@link StratumClient} must be that
 * of the algorithm: {@link StratumClientBuilder#proofOfWork}. Methods may be called from any thread.
 */
public final class CpuMiner implements AutoCloseable {
    private static final long CLOSE_WAIT_SECONDS = 10;

    private final MiningSource source;
    private final JobSlot slot = new JobSlot();
    private final MinerTally tally;
    private final long nonceSpan;
    private final List<Thread> workers = new ArrayList<>();
    private final WorkListener listener = slot::set;
    private final int threads;
    private boolean started;
    private boolean closed;

    CpuMiner(CpuMinerBuilder settings) {
        source = settings.source;
        threads = settings.threads;
        nonceSpan = settings.nonceSpan;
        tally = new MinerTally(Math.min(settings.maxOutstanding, source.maxOutstanding()));
        long perThread = settings.hashesPerSecond / threads;
        for (int i = 0; i < threads; i++) {
            long rate = perThread + (i < settings.hashesPerSecond % threads ? 1 : 0);
            HashThrottle throttle = new HashThrottle(rate, System::nanoTime, LockSupport::parkNanos);
            MiningWorker worker = new MiningWorker(this, settings.proofOfWork.newHasher(), throttle, i);
            Thread thread = new Thread(worker, "cpu-miner-" + (i + 1));
            thread.setDaemon(true);
            workers.add(thread);
        }
    }

    public static CpuMinerBuilder builder(MiningSource source, ProofOfWork proofOfWork) {
        return new CpuMinerBuilder(source, proofOfWork);
    }

    /** Starts the threads; they mine as soon as the client has a job. Calling it again changes nothing. */
    public synchronized void start() {
        if (started || closed) {
            return;
        }
        started = true;
        source.addWorkListener(listener);
        slot.setIfEmpty(source.currentJob());
        workers.forEach(Thread::start);
    }

    /** What has been done so far. */
    public MinerCounts counts() {
        return tally.snapshot();
    }

    /**
     * Stops mining and waits until the threads have ended. Replies to what was submitted are still counted while the
     * client is open.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        source.removeWorkListener(listener);
        slot.close();
        workers.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread worker : workers) {
            interrupted |= !joined(worker);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    MiningSource source() {
        return source;
    }

    JobSlot slot() {
        return slot;
    }

    MinerTally tally() {
        return tally;
    }

    int threads() {
        return threads;
    }

    long nonceSpan() {
        return nonceSpan;
    }

    private static boolean joined(Thread worker) {
        try {
            worker.join(TimeUnit.SECONDS.toMillis(CLOSE_WAIT_SECONDS));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
