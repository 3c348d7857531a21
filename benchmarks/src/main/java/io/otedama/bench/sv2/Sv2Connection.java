package io.otedama.bench.sv2;

import io.netty.channel.Channel;
import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerJob;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.message.MessageView;
import io.otedama.stratum.v2.message.Protocol;
import io.otedama.stratum.v2.message.SetupFlags;
import io.otedama.stratum.v2.message.common.Reconnect;
import io.otedama.stratum.v2.message.common.SetupConnection;
import io.otedama.stratum.v2.message.common.SetupConnectionError;
import io.otedama.stratum.v2.message.common.SetupConnectionSuccess;
import io.otedama.stratum.v2.message.mining.CloseChannel;
import io.otedama.stratum.v2.message.mining.NewExtendedMiningJob;
import io.otedama.stratum.v2.message.mining.NewMiningJob;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenExtendedMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.OpenMiningChannelError;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannel;
import io.otedama.stratum.v2.message.mining.OpenStandardMiningChannelSuccess;
import io.otedama.stratum.v2.message.mining.SetNewPrevHash;
import io.otedama.stratum.v2.message.mining.SetTarget;
import io.otedama.stratum.v2.message.mining.SubmitSharesError;
import io.otedama.stratum.v2.message.mining.SubmitSharesExtended;
import io.otedama.stratum.v2.message.mining.SubmitSharesStandard;
import io.otedama.stratum.v2.message.mining.SubmitSharesSuccess;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One connection with one channel. Event loop only. */
final class Sv2Connection extends Sv2Socket implements MinerConnection {
    private static final int REQUEST_ID = 1;
    private static final int UNKNOWN_JOB = 0;

    /** Little: a server that follows hash rates begins with shares that a generator can find. */
    private static final float HASHES_PER_SECOND = 1e6f;

    private final String user;
    private final MinerEvents events;
    private final AcknowledgedShares shares;
    private final LongConsumer accepted;
    private @Nullable Sv2Channel work;
    private long answers;

    Sv2Connection(Channel channel, Sv2Connections loop, String user, MinerEvents events) {
        super(channel, loop);
        this.user = user;
        this.events = events;
        this.shares = new AcknowledgedShares(Math.max(loop.maxUnanswered, 2));
        this.accepted = sequence -> events.onReply(sequence, 0, "");
    }

    // ---- what the generator asks for

    @Override
    public @Nullable MinerJob job() {
        return work == null ? null : work.job();
    }

    @Override
    public boolean hasJob() {
        return job() != null;
    }

    @Override
    public long nextId() {
        return shares.next();
    }

    @Override
    public long submit(byte[] extranonce, int nonce) {
        Sv2Channel to = Objects.requireNonNull(work);
        Sv2Job job = Objects.requireNonNull(to.job());
        return submit(to, loop.terms.extended(), job.work().id(), extranonce, nonce);
    }

    @Override
    public long submitUnknownJob() {
        Sv2Channel to = Objects.requireNonNull(work);
        return submit(to, loop.terms.extended(), UNKNOWN_JOB, new byte[to.extranonceBytes()], 0);
    }

    /** A share of the other kind of channel. */
    @Override
    public long submitMalformed() {
        Sv2Channel to = Objects.requireNonNull(work);
        long job = Objects.requireNonNull(to.job()).work().id();
        return submit(to, !loop.terms.extended(), job, new byte[to.extranonceBytes()], 0);
    }

    private long submit(Sv2Channel to, boolean extended, long jobId, byte[] extranonce, int nonce) {
        Sv2Job job = Objects.requireNonNull(to.job());
        long sequence = shares.submit();
        loop.frames.reset();
        if (extended) {
            SubmitSharesExtended.encode(
                    loop.frames, to.id(), sequence, jobId, nonce, job.time(), job.version(), extranonce);
        } else {
            SubmitSharesStandard.encode(loop.frames, to.id(), sequence, jobId, nonce, job.time(), job.version());
        }
        gatherFrames();
        return sequence;
    }

    @Override
    public long answers() {
        return answers;
    }

    // ---- messages

    @Override
    void onEncrypted() {
        loop.frames.reset();
        SetupConnection.encode(
                loop.frames,
                Protocol.MINING,
                Protocol.VERSION,
                Protocol.VERSION,
                loop.terms.extended() ? 0 : SetupFlags.REQUIRES_STANDARD_JOBS,
                loop.server.getHostString(),
                loop.server.getPort(),
                "otedama-load",
                "0.1",
                "",
                "");
        gatherFrames();
        flush();
    }

    @Override
    void onReadEnd() {
        events.onReadComplete();
    }

    @Override
    void onEnd(String why) {
        events.onClosed(why);
    }

    @Override
    public void onFrame(int extensionType, int type, byte[] payload, int offset, int length) {
        try {
            switch (type) {
                case SubmitSharesSuccess.TYPE -> {
                    loop.success.wrap(payload, offset, length);
                    answers++;
                    shares.accept(loop.success.lastSequenceNumber(), accepted);
                }
                case SubmitSharesError.TYPE -> {
                    loop.error.wrap(payload, offset, length);
                    onRefusal(loop.error.sequenceNumber(), loop.error.errorCode());
                }
                default -> onRare(type, payload, offset, length);
            }
        } catch (FrameException e) {
            close("not understood: " + e.getMessage());
        }
    }

    private void onRefusal(long sequence, String errorCode) {
        answers++;
        if (shares.refuse(sequence)) {
            events.onReply(sequence, Sv2Refusal.code(errorCode), errorCode);
        }
    }

    private void onRare(int type, byte[] payload, int offset, int length) throws FrameException {
        switch (type) {
            case SetupConnectionSuccess.TYPE -> openChannel();
            case SetupConnectionError.TYPE ->
                close("refused: "
                        + read(new SetupConnectionError(), payload, offset, length)
                                .errorCode());
            case OpenMiningChannelError.TYPE ->
                close("no channel: "
                        + read(new OpenMiningChannelError(), payload, offset, length)
                                .errorCode());
            case OpenStandardMiningChannelSuccess.TYPE -> {
                var open = read(new OpenStandardMiningChannelSuccess(), payload, offset, length);
                opened(new Sv2Channel(open.channelId(), open.target(), open.extranoncePrefix(), 0));
            }
            case OpenExtendedMiningChannelSuccess.TYPE -> {
                var open = read(new OpenExtendedMiningChannelSuccess(), payload, offset, length);
                opened(new Sv2Channel(open.channelId(), open.target(), open.extranoncePrefix(), open.extranonceSize()));
            }
            case Reconnect.TYPE -> close("the server asked to reconnect");
            case CloseChannel.TYPE -> close("the server closed the channel");
            default -> onWork(Objects.requireNonNull(work, "work before a channel"), type, payload, offset, length);
        }
    }

    private static <M extends MessageView> M read(M view, byte[] payload, int offset, int length)
            throws FrameException {
        view.wrap(payload, offset, length);
        return view;
    }

    private void openChannel() {
        loop.frames.reset();
        if (loop.terms.extended()) {
            OpenExtendedMiningChannel.encode(loop.frames, REQUEST_ID, user, HASHES_PER_SECOND, Target.MAX, 0);
        } else {
            OpenStandardMiningChannel.encode(loop.frames, REQUEST_ID, user, HASHES_PER_SECOND, Target.MAX);
        }
        gatherFrames();
        flush();
    }

    private void opened(Sv2Channel made) {
        work = made;
        events.onReady();
    }

    private void onWork(Sv2Channel to, int type, byte[] payload, int offset, int length) throws FrameException {
        switch (type) {
            case SetTarget.TYPE -> to.onTarget(read(new SetTarget(), payload, offset, length));
            case NewMiningJob.TYPE -> tell(to, to.onStandardJob(payload, offset, length), false);
            case NewExtendedMiningJob.TYPE -> tell(to, to.onExtendedJob(payload, offset, length), false);
            case SetNewPrevHash.TYPE -> {
                to.onPreviousBlock(read(new SetNewPrevHash(), payload, offset, length));
                tell(to, true, true);
            }
            default -> {} // groups, extensions: nothing that one channel needs
        }
    }

    private void tell(Sv2Channel to, boolean inForce, boolean clean) {
        if (inForce) {
            events.onNotice(loop.textOf(to.previousBlock()), clean);
        }
    }
}
