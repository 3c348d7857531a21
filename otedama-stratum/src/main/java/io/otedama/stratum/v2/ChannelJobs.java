package io.otedama.stratum.v2;

import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.security.GuardedWorker;
import io.otedama.spi.JobVariant;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import org.jspecify.annotations.Nullable;

/**
 * The work that one connection's channels are sent. Event loop only.
 *
 * <pre>
 *   previous block is news to the channel    [SetTarget] future job , SetNewPrevHash
 *   else                                     [SetTarget] job with min_ntime: active at once
 *   several channels, all able to read extended jobs and paid alike:
 *                                            SetTarget per channel that needs it, then one job for the group
 *   miner does not read                      held back; when it does, the newest job
 * </pre>
 */
final class ChannelJobs {
    private final V2Loop loop;
    private final V2Outbound out;
    private final ChannelTable channels;
    private boolean standardJobsOnly;
    private boolean ownWork;
    private boolean held;

    ChannelJobs(V2Loop loop, V2Outbound out, ChannelTable channels) {
        this.loop = loop;
        this.out = out;
        this.channels = channels;
    }

    /** The client cannot make a merkle root: standard channels get jobs of their own, always. */
    void useStandardJobsOnly() {
        standardJobsOnly = true;
    }

    /** The client selects its work itself: it is told targets and nothing else. */
    void sendTargetsOnly() {
        ownWork = true;
    }

    boolean isStandardOnly() {
        return standardJobsOnly;
    }

    /** Says the target in force once more, unless another is about to come. */
    void confirmTarget(MiningChannel channel) {
        ShareTarget target = channel.session().currentTarget();
        if (target != null && !channel.session().hasPendingDifficulty()) {
            SetTarget.encode(out.frames(), channel.id(), target.target());
            out.seal();
        }
    }

    /**
     * A new job has come.
     *
     * @return true when something was written
     */
    boolean onJob(V2Job job) {
        if (channels.isEmpty()) {
            return false;
        }
        if (out.pendingBytes() >= loop.terms().limits().holdOutboundBytes()) {
            if (held) {
                loop.terms().metrics().superseded.increment();
            }
            held = true;
            return false;
        }
        return send(job);
    }

    /** The socket has room again: sends what was held back, if it is still news. */
    void sendHeld() {
        V2Job job = loop.currentJob();
        if (held && job != null) {
            send(job);
        }
    }

    private boolean send(V2Job job) {
        held = false;
        if (isForGroup(job)) {
            sendToGroup(job.job());
            return true;
        }
        boolean written = false;
        for (MiningChannel channel : channels.all()) {
            written |= sendTo(channel, job);
        }
        return written;
    }

    /** The first job of a channel; its target was in the answer to the opening. */
    void sendFirst(MiningChannel channel, V2Job job) {
        writeJob(channel, job.job());
        out.seal();
    }

    /** Target and job of a worker once more, as they were: the miner may have missed them. */
    void sendAgain(@Nullable GuardedWorker culprit) {
        V2Job job = loop.currentJob();
        for (MiningChannel channel : channels.all()) {
            boolean concerned = culprit == null || channel.guarded().equals(culprit);
            if (concerned && job != null && channel.lastJob == job.job().number()) {
                confirmTarget(channel);
                writeJob(channel, job.job());
                out.seal();
            }
        }
    }

    private boolean sendTo(MiningChannel channel, V2Job job) {
        if (channel.passesOver(job)) {
            return false;
        }
        assign(channel, job.job());
        writeJob(channel, job.job());
        out.seal();
        return true;
    }

    private void assign(MiningChannel channel, MiningJob job) {
        boolean changed = channel.session().assign(job);
        ShareTarget target = channel.session().currentTarget();
        if (changed && target != null) {
            SetTarget.encode(out.frames(), channel.id(), target.target());
        }
    }

    private void writeJob(MiningChannel channel, MiningJob job) {
        if (channel.selectsWork()) {
            channel.lastJob = job.number();
            return;
        }
        FrameWriter frames = out.frames();
        boolean future = isNewBlockFor(channel, job);
        JobVariant variant = variantOf(channel, job);
        if (channel.isExtended()) {
            writeExtended(channel.id(), job, variant, minNtime(channel, job), rolls(channel));
        } else {
            Hash256 root = loop.merkleRoots().of(job, variant, channel.extranoncePrefix());
            NewMiningJob.encode(frames, channel.id(), V2Job.id(job), minNtime(channel, job), job.version(), root);
        }
        if (future) {
            writePrevHash(channel.id(), job);
        }
        told(channel, job, future);
    }

    private static JobVariant variantOf(MiningChannel channel, MiningJob job) {
        return job.variant(channel.session().clientClass(), channel.session().owner());
    }

    private static boolean isNewBlockFor(MiningChannel channel, MiningJob job) {
        Hash256 told = channel.previousBlock;
        return told == null || !job.previousBlock().equals(told);
    }

    private static boolean rolls(MiningChannel channel) {
        return channel.session().versionMask() != 0;
    }

    private void writeExtended(long id, MiningJob job, JobVariant variant, long minNtime, boolean rolling) {
        NewExtendedMiningJob.encode(
                out.frames(),
                id,
                V2Job.id(job),
                minNtime,
                job.version(),
                rolling,
                job.merkleBranch(),
                variant.coinbasePrefix(),
                variant.coinbaseSuffix());
    }

    /** Absent for a future job; never before what the last SetNewPrevHash said: such shares would be refused. */
    private static long minNtime(MiningChannel channel, MiningJob job) {
        return isNewBlockFor(channel, job)
                ? MessageView.ABSENT
                : Math.max(job.curTime(), Integer.toUnsignedLong(channel.minTime));
    }

    private void writePrevHash(long id, MiningJob job) {
        SetNewPrevHash.encode(out.frames(), id, V2Job.id(job), job.previousBlock(), job.curTime(), job.bits());
    }

    private static void told(MiningChannel channel, MiningJob job, boolean future) {
        channel.lastJob = job.number();
        if (future) {
            channel.previousBlock = job.previousBlock();
            channel.minTime = (int) job.curTime();
        }
    }

    // ---- the group

    private boolean isForGroup(V2Job job) {
        if (standardJobsOnly || ownWork || channels.size() < 2 || !job.isForEverybody()) {
            return false;
        }
        MiningChannel first = null;
        for (MiningChannel channel : channels.all()) {
            first = first == null ? channel : first;
            if (channel.passesOver(job) || !isLike(channel, first, job.job())) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // one object per variant: another one is at worst sent by itself
    private static boolean isLike(MiningChannel channel, MiningChannel first, MiningJob job) {
        return isNewBlockFor(channel, job) == isNewBlockFor(first, job)
                && variantOf(channel, job) == variantOf(first, job);
    }

    private void sendToGroup(MiningJob job) {
        MiningChannel first = channels.all().iterator().next();
        long minNtime = minNtime(first, job);
        for (MiningChannel channel : channels.all()) {
            minNtime = Math.max(minNtime, minNtime(channel, job)); // all are absent, or none is
            assign(channel, job);
        }
        boolean future = isNewBlockFor(first, job);
        writeExtended(ChannelTable.GROUP, job, variantOf(first, job), minNtime, rolls(first));
        if (future) {
            writePrevHash(ChannelTable.GROUP, job);
        }
        for (MiningChannel channel : channels.all()) {
            told(channel, job, future);
        }
        out.seal();
    }
}
