package io.otedama.stratum.v2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.otedama.job.CustomJobs;
import io.otedama.security.GuardedWorker;
import io.otedama.security.Misbehaviour;
import io.otedama.security.StrikeCounter;
import io.otedama.security.StrikeVerdict;
import io.otedama.session.PortDifficulty;
import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.LoopConnection;
import io.otedama.stratum.loop.PeerGuard;
import io.otedama.stratum.v2.frame.FrameCipher;
import io.otedama.stratum.v2.frame.FrameDecoder;
import io.otedama.stratum.v2.frame.FrameException;
import io.otedama.stratum.v2.frame.FrameHeader;
import io.otedama.stratum.v2.frame.FrameSink;
import io.otedama.stratum.v2.message.MessageType;
import io.otedama.stratum.v2.message.common.Reconnect;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Stratum V2 peer's socket, after the handshake. Event loop only.
 *
 * <pre>
 *   read -&gt; FrameDecoder -&gt; onFrame -&gt; SetupDialog, then MiningDialog
 * </pre>
 */
final class V2Connection extends LoopConnection<V2Job> implements FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(V2Connection.class);
    private static final long STRIKE_FORGOTTEN_NS = TimeUnit.MINUTES.toNanos(1);

    private final V2Loop loop;
    private final V2Outbound out;
    private final InetAddress address;
    private final PortDifficulty port;
    private final FrameDecoder decoder;
    private final ChannelTable channels;
    private final ChannelShares shares;
    private final ChannelJobs jobs;
    private final StrikeCounter strikes;
    private Dialog dialog;
    private boolean owesFirstMessage;
    private @Nullable ChannelOpening opening;

    V2Connection(V2Loop loop, Channel channel, InetAddress address, PortDifficulty port, V2Ciphers ciphers) {
        this(loop, channel, address, port, ciphers.in(), outbound(loop, channel, ciphers.out()));
    }

    private static V2Outbound outbound(V2Loop loop, Channel channel, FrameCipher cipher) {
        return new V2Outbound(channel, cipher, loop.buffers(), loop.writer());
    }

    private V2Connection(
            V2Loop loop, Channel channel, InetAddress address, PortDifficulty port, FrameCipher in, V2Outbound out) {
        super(loop, channel, address, out);
        this.address = address;
        this.port = port;
        this.loop = loop;
        this.out = out;
        this.decoder = new FrameDecoder(in, Sv2Settings.MAX_PAYLOAD_BYTES, loop.buffers(), this);
        this.channels = new ChannelTable(loop.settings().maxChannels());
        this.shares = new ChannelShares(loop, out, channels, guard());
        this.jobs = new ChannelJobs(loop, out, channels);
        int close = loop.terms().limits().maxMalformedLines();
        this.strikes = new StrikeCounter((close + 1) / 2, close, STRIKE_FORGOTTEN_NS, loop.nowNs());
        this.owesFirstMessage = in.overheadBytes() > 0; // a handshake was worked on
        this.dialog = new SetupDialog(this, out, loop.terms().ingress());
    }

    /** SetupConnection is answered: from now on this is a miner's or a proxy's connection. */
    void mine(String userAgent, boolean standardJobsOnly, boolean ownWork) {
        if (ownWork) {
            jobs.sendTargetsOnly();
        }
        if (standardJobsOnly) {
            jobs.useStandardJobsOnly();
        }
        ChannelOpening channelOpening = new ChannelOpening(loop, out, this, channels, jobs, shares, userAgent, ownWork);
        opening = channelOpening;
        CustomJobs custom = loop.terms().ingress().customJobs();
        dialog = new MiningDialog(channelOpening, shares, new CustomWorkIntake(out, channels, loop.tokens(), custom));
    }

    /** SetupConnection is answered: from now on this peer declares jobs. */
    void declare(CustomJobs custom) {
        dialog = new DeclarationDialog(out, loop.tokens(), custom, loop.terms().log());
    }

    /** What was just answered is the last that this peer hears. */
    void endAfterAnswer() {
        endAfterFlush();
    }

    PeerGuard peerGuard() {
        return guard();
    }

    ChannelShares shares() {
        return shares;
    }

    // ---- reading

    @Override
    protected void decode(@Nullable ByteBuf bytes) {
        if (bytes == null) {
            decoder.resume();
        } else {
            decoder.feed(bytes);
        }
    }

    @Override
    public void onFrame(int extensionType, int messageType, byte[] payload, int offset, int length) {
        countMessage();
        owesFirstMessage = false;
        if (FrameHeader.extensionId(extensionType) != FrameHeader.CORE) {
            return; // an extension that was not negotiated: discarded, says the specification
        }
        try {
            MessageType.require(extensionType, messageType); // with its channel bit as it must be
            if (!dialog.onMessage(messageType, payload, offset, length)) {
                strike("message " + messageType + " is not for this server");
            }
        } catch (FrameException e) {
            strike(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void onFrameError(FrameException error) {
        loop.terms().metrics().malformed.increment();
        LOG.debug("a connection ends: {}", error.getMessage());
        // whoever sends noise instead of a handshake is found out by its first frame
        guard().misbehaved(dialog instanceof SetupDialog ? Misbehaviour.FAILED_HANDSHAKE : Misbehaviour.MALFORMED);
        endAfterFlush();
    }

    private void strike(String problem) {
        loop.terms().metrics().malformed.increment();
        LOG.debug("not understood: {}", problem);
        guard().misbehaved(Misbehaviour.MALFORMED);
        if (dialog instanceof SetupDialog || strikes.strike(loop.nowNs()) == StrikeVerdict.CLOSE) {
            endAfterFlush();
        }
    }

    @Override
    protected boolean hasRoomForSubmits() {
        return shares.isReady();
    }

    /** Who takes the second act and leaves has had the arithmetic of a handshake for nothing. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (owesFirstMessage && !isClosing()) {
            loop.terms().guard().onMisbehaviour(address, null, Misbehaviour.ABANDONED_HANDSHAKE);
        }
        ctx.fireChannelInactive();
    }

    // ---- the engine

    InetAddress address() {
        return address;
    }

    /** What the port of this connection says about difficulty. */
    PortDifficulty port() {
        return port;
    }

    @Override
    protected boolean isStarted() {
        return dialog.isStarted();
    }

    /** The protocol has no way to ask whether somebody is there, and a slow miner has nothing to say for hours. */
    @Override
    protected boolean mayBeSilent() {
        return dialog.mayBeSilent();
    }

    @Override
    protected boolean isParked() {
        return shares.parked() != null;
    }

    @Override
    protected boolean retryParked() {
        return shares.retryParked();
    }

    @Override
    protected void tickSessions() {
        for (MiningChannel channel : channels.all()) {
            channel.session().onTick();
        }
    }

    @Override
    protected void tick(long nowNs) {
        ChannelOpening open = opening;
        if (open != null) {
            open.expelBanned();
        }
        shares.tick(nowNs);
        settle();
    }

    /** Verdicts of one channel have arrived; those of others may follow at once. */
    void onVerdictsDelivered(MiningChannel channel) {
        settle();
    }

    // ---- writing

    @Override
    protected boolean writeJob(V2Job job) {
        if (job.job().purpose() == MiningJob.Purpose.NEW_BLOCK) {
            shares.acknowledgeAll(); // a chapter ends; whoever found the block hears so
        }
        return jobs.onJob(job);
    }

    @Override
    protected void sendHeld() {
        jobs.sendHeld();
    }

    @Override
    protected void writeReconnect() {
        Reconnect.encode(out.frames(), "", 0);
        out.seal();
    }

    @Override
    public void resendJob(@Nullable GuardedWorker culprit) {
        jobs.sendAgain(culprit);
    }

    @Override
    public void expel(GuardedWorker culprit) {
        ChannelOpening open = opening;
        if (open != null) {
            open.expel(culprit);
        }
    }

    @Override
    protected boolean isAmidMessage() {
        return decoder.isAmidFrame();
    }

    @Override
    protected void writeLast() {
        shares.acknowledgeAll();
    }

    @Override
    protected void release() {
        ChannelOpening open = opening;
        if (open != null) {
            open.closeAll();
        }
        decoder.close();
    }
}
