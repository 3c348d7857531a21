package io.otedama.stratum.client.sv2;

import io.otedama.chain.Target;
import io.otedama.stratum.client.ProtocolException;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.SetupFlags;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one channel, and what they are built on. Knows no socket; event loop only.
 *
 * <pre>
 *   job without min_ntime   stored, with the extranonce prefix of now ---+
 *   SetNewPrevHash          that stored job becomes active; all others are dropped; stored and active alike
 *   job with min_ntime      active at once, on the last previous block
 *
 *   SetTarget               holds for what becomes active later: stored jobs, too; never for an active job
 *   SetExtranoncePrefix     holds for jobs that arrive later
 * </pre>
 */
final class JobBook {
    /** Jobs that wait for their previous block; the oldest makes room. */
    static final int MAX_FUTURE_JOBS = 64;

    private record Stored(Sv2Channel channel, JobNotice notice) {}

    private final int versionMask;
    private final Map<Long, Stored> future = new LinkedHashMap<>();
    private Sv2Channel channel;
    private @Nullable ChainTip tip;

    /**
     * @param versionMask bits that the client would roll where the job allows it
     */
    JobBook(Sv2Channel channel, int versionMask) {
        boolean fixed = (channel.setupFlags() & SetupFlags.REQUIRES_FIXED_VERSION) != 0;
        this.versionMask = fixed ? 0 : versionMask;
        this.channel = channel;
    }

    /** The channel as it stands now. */
    Sv2Channel channel() {
        return channel;
    }

    /** Other target, extranonce or group: for what comes, not for what was. */
    void change(Sv2Channel changed) {
        channel = changed;
    }

    int futureJobs() {
        return future.size();
    }

    /**
     * A job was announced.
     *
     * @param minTime {@link MessageView#ABSENT} for a future job
     * @return the job when it is active at once, else null
     * @throws ProtocolException when it is to be active and no previous block is known
     */
    @Nullable
    Sv2Job add(JobNotice notice, long minTime) {
        if (minTime == MessageView.ABSENT) {
            store(notice);
            return null;
        }
        ChainTip known = tip;
        if (known == null) {
            throw new ProtocolException("job " + notice.jobId() + " came before any SetNewPrevHash");
        }
        return activate(channel, notice, known.withMinTime((int) minTime));
    }

    private void store(JobNotice notice) {
        future.remove(notice.jobId());
        if (future.size() >= MAX_FUTURE_JOBS) {
            future.remove(future.keySet().iterator().next());
        }
        future.put(notice.jobId(), new Stored(channel, notice));
    }

    /**
     * There is a new block to build on.
     *
     * @throws ProtocolException when the job that it names is not stored
     */
    Sv2Job onPrevHash(SetNewPrevHash message) {
        Stored named = future.remove(message.jobId());
        if (named == null) {
            throw new ProtocolException("SetNewPrevHash names job " + message.jobId() + ", which is none of the "
                    + future.size() + " stored");
        }
        future.clear();
        ChainTip next = new ChainTip(message.prevHash(), (int) message.minNtime(), (int) message.nbits());
        tip = next;
        return activate(named.channel(), named.notice(), next);
    }

    /** A job of the miner's own. */
    Sv2Job custom(JobNotice notice, ChainTip base) {
        return activate(channel, notice, base);
    }

    private Sv2Job activate(Sv2Channel arrivedOn, JobNotice notice, ChainTip base) {
        Target target = channel.target();
        try {
            return new Sv2Job(arrivedOn, notice, base, target, notice.rollable() ? versionMask : 0);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("job " + notice.jobId() + ": " + e.getMessage(), e);
        }
    }
}
