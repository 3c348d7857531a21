package io.otedama.bench.sv2;

import io.otedama.bench.sv2.Sv2Job.Work;
import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.message.MalformedMessageException;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one channel of a connection: what the server says about its work. Event loop only.
 *
 * <pre>
 *   job without a time --> waits --+-- SetNewPrevHash names it --> in force, all others forgotten
 *   job with a time ---------------+-----------------------------> in force
 * </pre>
 */
final class Sv2Channel {
    /** Jobs that wait for a block; more are the server's mistake. */
    private static final int MAX_FUTURE_JOBS = 64;

    private final long id;
    private final byte[] prefix;
    private final int extranonceBytes;
    private final List<Work> future = new ArrayList<>(1);
    private Target target;
    private Hash256 previousBlock = Hash256.ZERO;
    private int bits;
    private @Nullable Sv2Job job;

    Sv2Channel(long id, Target target, byte[] prefix, int extranonceBytes) {
        this.id = id;
        this.target = target;
        this.prefix = prefix;
        this.extranonceBytes = extranonceBytes;
    }

    long id() {
        return id;
    }

    int extranonceBytes() {
        return extranonceBytes;
    }

    @Nullable
    Sv2Job job() {
        return job;
    }

    Hash256 previousBlock() {
        return previousBlock;
    }

    void onTarget(SetTarget message) {
        target = message.maximumTarget();
    }

    /** True when the job is in force at once. */
    boolean onStandardJob(byte[] payload, int offset, int length) throws MalformedMessageException {
        NewMiningJob message = new NewMiningJob();
        message.wrap(payload, offset, length);
        byte[] copy = Arrays.copyOfRange(payload, offset, offset + length);
        return onJob(new Work(false, message.jobId(), (int) message.version(), copy), message.minNtime());
    }

    /** True when the job is in force at once. */
    boolean onExtendedJob(byte[] payload, int offset, int length) throws MalformedMessageException {
        NewExtendedMiningJob message = new NewExtendedMiningJob();
        message.wrap(payload, offset, length);
        byte[] copy = Arrays.copyOfRange(payload, offset, offset + length);
        return onJob(new Work(true, message.jobId(), (int) message.version(), copy), message.minNtime());
    }

    private boolean onJob(Work work, long minNtime) throws MalformedMessageException {
        if (minNtime != MessageView.ABSENT) {
            begin(work, (int) minNtime);
            return true;
        }
        if (future.size() >= MAX_FUTURE_JOBS) {
            throw new MalformedMessageException(MAX_FUTURE_JOBS + " future jobs without a SetNewPrevHash");
        }
        future.add(work);
        return false;
    }

    void onPreviousBlock(SetNewPrevHash message) throws MalformedMessageException {
        previousBlock = message.prevHash();
        bits = (int) message.nbits();
        for (Work work : future) {
            if (work.id() == message.jobId()) {
                begin(work, (int) message.minNtime());
                future.clear();
                return;
            }
        }
        throw new MalformedMessageException(
                "SetNewPrevHash names job " + message.jobId() + ", which waits for no block");
    }

    private void begin(Work work, int time) {
        job = new Sv2Job(work, target, previousBlock, time, bits, prefix, extranonceBytes);
    }
}
