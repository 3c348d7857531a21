package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.otedama.security.GuardedWorker;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.PortDifficulty;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.loop.LoopConnection;
import io.otedama.stratum.loop.PeerGuard;
import io.otedama.stratum.transport.LineDecoder;
import io.otedama.stratum.transport.LineSink;
import io.otedama.stratum.transport.StratumLimits;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One Stratum V1 miner's socket. Event loop only.
 *
 * <pre>
 *   read -&gt; LineDecoder -&gt; onLine -&gt; V1Dialog -&gt; V1Shares or V1Methods
 * </pre>
 */
final class V1Connection extends LoopConnection<EncodedJob> implements LineSink, MinerConnection {
    private final V1Loop loop;
    private final LineDecoder decoder;
    private final V1Outbound out;
    private final V1Session session;
    private final V1Shares shares;
    private final V1Dialog dialog;

    V1Connection(V1Loop loop, Channel channel, InetAddress address, PortDifficulty port) {
        this(loop, channel, address, port, new IdTable(loop.terms().limits().maxOddIds()));
    }

    private V1Connection(V1Loop loop, Channel channel, InetAddress address, PortDifficulty port, IdTable ids) {
        this(loop, channel, address, port, ids, new V1Outbound(channel, ids, loop.scratch().replyHead));
    }

    private V1Connection(
            V1Loop loop, Channel channel, InetAddress address, PortDifficulty port, IdTable ids, V1Outbound out) {
        super(loop, channel, address, out);
        StratumLimits limits = loop.terms().limits();
        this.loop = loop;
        this.out = out;
        this.decoder = new LineDecoder(limits.maxLineBytes(), limits.maxPendingInboundBytes(), loop.scratch().line);
        AuthorizedWorkers workers = new AuthorizedWorkers();
        this.session = new V1Session(loop, out, workers, this, guard(), port);
        this.shares = new V1Shares(loop, out, ids, workers, guard());
        this.dialog = new V1Dialog(loop, out, ids, session, shares, guard());
    }

    // ---- reading

    @Override
    protected void decode(@Nullable ByteBuf bytes) {
        LineDecoder.Outcome outcome = bytes == null ? decoder.resume(this) : decoder.feed(bytes, this);
        if (outcome != LineDecoder.Outcome.OK && !isClosing()) {
            dialog.onUnreadable(outcome);
            endAfterFlush();
        }
    }

    @Override
    public void onLine(byte[] line, int length) {
        countMessage();
        if (!dialog.onLine(line, length)) {
            endAfterFlush();
        }
    }

    @Override
    protected boolean hasRoomForSubmits() {
        return shares.isReady();
    }

    // ---- the engine

    @Override
    protected boolean isStarted() {
        return session.isStarted();
    }

    @Override
    protected boolean isParked() {
        MinerSession opened = session.opened();
        return opened != null && opened.isParked();
    }

    @Override
    protected boolean retryParked() {
        MinerSession opened = session.opened();
        return opened == null || loop.lane().retryParked(opened);
    }

    @Override
    protected void tickSessions() {
        MinerSession opened = session.opened();
        if (opened != null) {
            opened.onTick();
        }
    }

    @Override
    public void onVerdict(long token, ShareVerdict verdict) {
        shares.onVerdict(token, verdict);
    }

    @Override
    public void onVerdictsDelivered() {
        settle();
    }

    // ---- writing

    @Override
    protected boolean writeJob(EncodedJob job) {
        return session.onJob(job);
    }

    @Override
    protected void sendHeld() {
        session.sendHeld();
    }

    @Override
    protected void writeReconnect() {
        out.line(NotifyEncoder.reconnect());
    }

    @Override
    public void warn() {
        out.line(NotifyEncoder.message(PeerGuard.WARNING));
    }

    @Override
    public void resendJob(@Nullable GuardedWorker culprit) {
        session.sendAgain();
    }

    /** Its further submits are answered that it is not authorized. */
    @Override
    public void expel(GuardedWorker culprit) {
        warn();
    }

    @Override
    protected boolean isAmidMessage() {
        return decoder.pendingBytes() > 0;
    }

    @Override
    protected void release() {
        session.close();
        decoder.release();
    }
}
