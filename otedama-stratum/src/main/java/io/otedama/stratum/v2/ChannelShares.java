package io.otedama.stratum.v2;

import io.otedama.chain.Hash256;
import io.otedama.job.Job;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.loop.PeerGuard;
import io.otedama.stratum.v2.message.ErrorCodes;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import org.jspecify.annotations.Nullable;

/** The submits of one connection: from messages into the engine, and the verdicts back. Event loop only. */
final class ChannelShares {
    private final V2Loop loop;
    private final V2Outbound out;
    private final ChannelTable channels;
    private final PeerGuard guard;
    private final int maxInFlight;
    private final byte[] scratch = new byte[Hash256.BYTES];
    private int inFlight;
    private @Nullable MiningChannel parked;

    ChannelShares(V2Loop loop, V2Outbound out, ChannelTable channels, PeerGuard guard) {
        this.guard = guard;
        this.loop = loop;
        this.out = out;
        this.channels = channels;
        this.maxInFlight = loop.terms().limits().maxInFlightSubmits();
    }

    /** False while as many submits are under way as may be. */
    boolean isReady() {
        return inFlight < maxInFlight;
    }

    void submit(SubmitSharesStandard share) {
        MiningChannel channel = channels.find(share.channelId());
        if (channel == null || channel.isExtended()) {
            refuse(
                    share.channelId(),
                    share.sequenceNumber(),
                    channel == null ? ErrorCodes.INVALID_CHANNEL_ID : ErrorCodes.BAD_EXTRANONCE_SIZE);
            return;
        }
        ShareSubmission s = loop.submission();
        s.extranonce2 = 0;
        s.extranonce2High = 0;
        s.extranonce2Size = channel.session().extranonce2Size();
        fill(s, share.jobId(), share.nonce(), share.ntime(), share.version());
        submit(channel, share.sequenceNumber(), s);
    }

    void submit(SubmitSharesExtended share) {
        MiningChannel channel = channels.find(share.channelId());
        if (channel == null) {
            refuse(share.channelId(), share.sequenceNumber(), ErrorCodes.INVALID_CHANNEL_ID);
            return;
        }
        int size = share.extranonceLength();
        if (!channel.isExtended() || size != channel.extranonceSize()) {
            refuse(share.channelId(), share.sequenceNumber(), ErrorCodes.BAD_EXTRANONCE_SIZE);
            loop.terms().metrics().answered(ShareVerdict.BAD_EXTRANONCE2);
            guard.answered(channel.guarded(), ShareVerdict.BAD_EXTRANONCE2);
            return;
        }
        ShareSubmission s = loop.submission();
        share.copyExtranonce(scratch, 0);
        int high = Math.max(0, size - Long.BYTES);
        s.extranonce2High = bigEndian(0, high);
        s.extranonce2 = bigEndian(high, size);
        s.extranonce2Size = size;
        fill(s, share.jobId(), share.nonce(), share.ntime(), share.version());
        submit(channel, share.sequenceNumber(), s);
    }

    private long bigEndian(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = (value << 8) | (scratch[i] & 0xffL);
        }
        return value;
    }

    private static void fill(ShareSubmission s, long jobId, long nonce, long ntime, long version) {
        s.jobNumber = jobId;
        s.customJob = null;
        s.nonce = (int) nonce;
        s.ntime = (int) ntime;
        s.versionBits = (int) version;
        s.hasVersionBits = true;
        s.isWholeVersion = true;
    }

    private void submit(MiningChannel channel, long sequence, ShareSubmission s) {
        s.worker = channel.worker();
        s.minTime = channel.minTime;
        if (CustomJobTable.isCustom(s.jobNumber) && !findCustomJob(channel, s)) {
            refuse(channel.id(), sequence, ErrorCodes.INVALID_JOB_ID);
            guard.answered(channel.guarded(), ShareVerdict.JOB_NOT_FOUND);
            return;
        }
        channel.guarded().onShare(loop.nowNs());
        s.token = (s.jobNumber << 32) | sequence;
        loop.turnShares().next();
        ShareVerdict verdict = loop.lane().submit(channel.session(), s);
        if (verdict == ShareVerdict.PENDING) {
            channel.inFlight().add(loop.nowNs());
            inFlight++;
            parked = channel.session().isParked() ? channel : null;
        } else {
            answer(channel, s.token, verdict);
        }
    }

    private static boolean findCustomJob(MiningChannel channel, ShareSubmission s) {
        Job job = channel.customJobs().find(s.jobNumber);
        if (job == null) {
            return false;
        }
        s.customJob = job;
        s.jobNumber = job.number();
        s.minTime = 0; // that of the custom job counts
        return true;
    }

    /** The channel whose share waits for room in the ring; at most one, because then nothing more is read. */
    @Nullable
    MiningChannel parked() {
        MiningChannel waiting = parked;
        return waiting == null || waiting.session().isClosed() ? null : waiting;
    }

    /** Tries to bring it into the ring; false when it still waits. */
    boolean retryParked() {
        MiningChannel waiting = parked();
        if (waiting != null && !loop.lane().retryParked(waiting.session())) {
            return false;
        }
        parked = null;
        return true;
    }

    /** The verdict of a submit that was pending. */
    void onVerdict(MiningChannel channel, long token, ShareVerdict verdict) {
        inFlight--;
        loop.terms().metrics().waited(loop.nowNs() - channel.inFlight().remove());
        answer(channel, token, verdict);
    }

    private void answer(MiningChannel channel, long token, ShareVerdict verdict) {
        loop.terms().metrics().answered(verdict);
        long sequence = token & 0xffffffffL;
        if (verdict.isAccepted()) {
            channel.acknowledgement().add(sequence, channel.session().targetFor(token >>> 32), loop.nowNs());
            acknowledgeIfFull(channel);
        } else {
            refuse(
                    channel.id(),
                    sequence,
                    V2Errors.ofVerdict(verdict, channel.session().versionMask() != 0));
        }
        guard.answered(channel.guarded(), verdict); // may end the channel
    }

    private void acknowledgeIfFull(MiningChannel channel) {
        if (channel.acknowledgement().isFull(loop.settings().acknowledgedShares())) {
            acknowledge(channel);
        }
    }

    /** Acknowledges what has waited long enough; each second. */
    void tick(long nowNs) {
        long maxWaitNs = loop.settings().acknowledgeWaitNs();
        for (MiningChannel channel : channels.all()) {
            if (channel.acknowledgement().isOverdue(maxWaitNs, nowNs)) {
                acknowledge(channel);
            }
        }
    }

    /** Acknowledges everything: the connection or the channel is about to end. */
    void acknowledgeAll() {
        channels.all().forEach(this::acknowledgeRest);
    }

    void acknowledgeRest(MiningChannel channel) {
        if (!channel.acknowledgement().isEmpty()) {
            acknowledge(channel);
        }
    }

    /** The channel ends: verdicts of what it has under way will not come. */
    void forget(MiningChannel channel) {
        acknowledgeRest(channel);
        inFlight -= channel.inFlight().count();
    }

    private void acknowledge(MiningChannel channel) {
        channel.acknowledgement().write(out.frames(), channel.id());
        out.seal();
    }

    private void refuse(long channelId, long sequence, String code) {
        SubmitSharesError.encode(out.frames(), channelId, sequence, code);
        out.seal();
    }
}
