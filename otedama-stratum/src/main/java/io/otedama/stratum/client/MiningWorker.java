package io.otedama.stratum.client;

import io.otedama.chain.Target;
import io.otedama.pow.PowHasher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mining thread. The threads of a miner share each job by nonce: thread i of n takes i, i + n, i + 2n, …
 *
 * <pre>
 *   for each job:  for each extranonce2 (goes on counting from job to job: work sent twice is not mined twice):
 *                      for each choice of version bits (one, when rolling was not agreed):
 *                          for each nonce of this thread below the nonce span
 * </pre>
 *
 * A newer job is noticed before the next hash. When a job has nothing left to try, the thread waits for another.
 */
final class MiningWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(MiningWorker.class);

    private final MiningSource source;
    private final JobSlot slot;
    private final MinerTally tally;
    private final PowHasher hasher;
    private final HashThrottle throttle;
    private final int index;
    private final int threads;
    private final long nonceSpan;
    private final byte[] hash = new byte[32];
    private @Nullable WorkUnit reusable;
    private long nextExtranonce2;
    private int nextVersionBits;
    private int sincePace;

    MiningWorker(CpuMiner miner, PowHasher hasher, HashThrottle throttle, int index) {
        this.source = miner.source();
        this.slot = miner.slot();
        this.tally = miner.tally();
        this.threads = miner.threads();
        this.nonceSpan = miner.nonceSpan();
        this.hasher = hasher;
        this.throttle = throttle;
        this.index = index;
    }

    @Override
    public void run() {
        try {
            JobSlot.Held held = slot.awaitNext(null);
            while (held != null) {
                throttle.restart();
                mine(held);
                pace();
                held = slot.awaitNext(held);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the miner is being closed
        } catch (RuntimeException e) {
            LOG.error("mining thread {} failed and has stopped", index, e);
        } finally {
            tally.addHashes(sincePace);
        }
    }

    private void mine(JobSlot.Held held) throws InterruptedException {
        WorkUnit unit = load(JobSlot.jobOf(held));
        long choices = unit.job().extranonceCount();
        for (long tried = 0; tried < choices; tried++) {
            unit.extranonce2(nextExtranonce2++);
            if (!rollVersions(held, unit)) {
                return;
            }
        }
    }

    private WorkUnit load(MinerJob job) {
        WorkUnit unit = reusable;
        if (unit == null) {
            unit = new WorkUnit(job);
            reusable = unit;
        } else {
            unit.load(job);
        }
        return unit;
    }

    /**
     * Tries every subset of the mask; false when a newer job is waiting. Where no extranonce can be chosen, it goes on where
     * the job before was left: that may have been the same work.
     */
    private boolean rollVersions(JobSlot.Held held, WorkUnit unit) throws InterruptedException {
        int mask = unit.job().versionMask();
        int first = unit.job().extranonceSize() == 0 ? nextVersionBits & mask : 0;
        int bits = first;
        do {
            unit.versionBits(bits);
            bits = (bits - mask) & mask;
            nextVersionBits = bits;
            if (!rollNonces(held, unit)) {
                return false;
            }
        } while (bits != first);
        return true;
    }

    private boolean rollNonces(JobSlot.Held held, WorkUnit unit) throws InterruptedException {
        Target share = unit.job().target();
        Target network = unit.job().networkTarget();
        for (long nonce = index; nonce < nonceSpan; nonce += threads) {
            if (!slot.isCurrent(held)) {
                return false;
            }
            unit.nonce((int) nonce);
            hasher.hash(unit.header(), 0, hash, 0);
            boolean block = network.isMetBy(hash, 0);
            if (block || share.isMetBy(hash, 0)) {
                submit(unit, block);
            }
            if (++sincePace >= throttle.batch()) {
                pace();
            }
        }
        return true;
    }

    private void pace() {
        tally.addHashes(sincePace);
        throttle.pace(sincePace);
        sincePace = 0;
    }

    private void submit(WorkUnit unit, boolean block) throws InterruptedException {
        if (block) {
            tally.addBlock();
        }
        tally.beforeSubmit();
        source.submit(0, unit.job(), unit.extranonce2(), unit.time(), unit.nonce(), unit.versionBits(), tally);
    }
}
