package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.otedama.security.TokenBucket;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.transport.LineDecoder;
import io.otedama.stratum.transport.LineSink;
import io.otedama.stratum.transport.StratumLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One miner's socket: decodes lines, keeps the pace, ends what misbehaves. Event loop only.
 *
 * <pre>
 *   read -&gt; LineDecoder -&gt; onLine -&gt; V1Dialog -&gt; V1Shares or V1Methods
 *   isReady() == false -&gt; stop reading, keep the rest; settle() goes on when the reason has passed:
 *     ring full, pace exceeded       retried each ms and after every reply drain
 *     too many under way             after the next verdict
 *     miner does not read            when the socket has room again
 * </pre>
 */
final class V1Connection extends ChannelInboundHandlerAdapter implements LineSink, MinerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(V1Connection.class);

    /** Place in the loop's list; the loop's business. */
    int index;

    /** Whether the loop retries this connection; the loop's business. */
    boolean waiting;

    private final V1Loop loop;
    private final StratumLimits limits;
    private final Channel channel;
    private final InetAddress address;
    private final LineDecoder decoder;
    private final Outbound out;
    private final V1Session session;
    private final V1Shares shares;
    private final V1Dialog dialog;
    private final TokenBucket pace;

    private final long connectedNs;
    private long lastReadNs;
    private long blockedSinceNs;
    private boolean blocked;
    private boolean suspended;
    private boolean closing;

    V1Connection(V1Loop loop, Channel channel, InetAddress address) {
        this.loop = loop;
        this.limits = loop.terms().limits();
        this.channel = channel;
        this.address = address;
        this.decoder = new LineDecoder(limits.maxLineBytes(), limits.maxPendingInboundBytes(), loop.scratch().line);
        IdTable ids = new IdTable(limits.maxOddIds());
        this.out = new Outbound(channel, ids, loop.scratch().replyHead);
        AuthorizedWorkers workers = new AuthorizedWorkers();
        this.session = new V1Session(loop, out, workers, this);
        this.shares = new V1Shares(loop, out, ids, workers);
        long now = loop.beginTurn();
        this.pace = new TokenBucket(limits.requestBurst(), limits.maxRequestsPerSecond(), now);
        this.dialog = new V1Dialog(loop, out, ids, session, shares);
        this.connectedNs = now;
        this.lastReadNs = now;
    }

    // ---- life

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        loop.add(this);
        loop.terms().metrics().opened.increment();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        closing = true;
        loop.remove(this);
        loop.terms().gate().leave(address);
        session.close();
        decoder.release();
        out.release();
        loop.terms().metrics().closed.increment();
    }

    /** Sends what is ready, then ends. */
    void close() {
        closing = true;
        out.flush();
        disconnect();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // handlerRemoved tells the end
    private void disconnect() {
        channel.close();
    }

    void askToReconnect() {
        if (channel.isActive()) {
            out.line(NotifyEncoder.reconnect());
            settle();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
    }

    /** Something went wrong with this connection that must not concern the others of the loop: ends it. */
    void fail(Throwable cause) {
        if (!(cause instanceof IOException) && loop.terms().log().tryLog()) {
            LOG.warn("connection from {} failed", address.getHostAddress(), cause);
        }
        closing = true;
        disconnect();
    }

    /** Each second: time-outs. */
    void onTick(long nowNs, boolean tickSession) {
        MinerSession opened = session.opened();
        if (tickSession && opened != null) {
            opened.onTick();
        }
        if (blocked && isPast(blockedSinceNs, limits.slowConsumerMillis(), nowNs)) {
            closeSlow();
        } else if (isPast(lastReadNs, limits.idleMillis(), nowNs)
                || (!session.isStarted() && isPast(connectedNs, limits.handshakeMillis(), nowNs))) {
            loop.terms().metrics().timedOut.increment();
            close();
        }
    }

    private static boolean isPast(long sinceNs, int millis, long nowNs) {
        return nowNs - sinceNs >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void closeSlow() {
        if (!closing) {
            closing = true;
            loop.terms().metrics().slowConsumers.increment();
            disconnect();
        }
    }

    // ---- reading

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            lastReadNs = loop.beginTurn();
            afterDecoding(decoder.feed(bytes, this));
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        settle();
    }

    @Override
    public boolean isReady() {
        return !closing
                && shares.isReady()
                && !isParked()
                && out.pendingBytes() < limits.holdOutboundBytes()
                && pace.waitNs(1, loop.nowNs()) == 0;
    }

    @Override
    public void onLine(byte[] line, int length) {
        pace.tryTake(1, loop.nowNs());
        if (!dialog.onLine(line, length)) {
            closing = true;
        }
    }

    // ---- pace

    private boolean isParked() {
        MinerSession opened = session.opened();
        return opened != null && opened.isParked();
    }

    private void afterDecoding(LineDecoder.Outcome outcome) {
        if (outcome != LineDecoder.Outcome.OK && !closing) {
            dialog.onUnreadable(outcome);
            closing = true;
        }
        boolean ready = isReady();
        if (!ready && !suspended) {
            suspended = true;
            channel.config().setAutoRead(false);
        }
        if (ready && suspended) {
            suspended = false;
            channel.config().setAutoRead(true);
        }
    }

    /** Sends what is ready, goes on decoding if it may, and arranges to be asked again if it may not. */
    private void settle() {
        flush();
        while (suspended && isReady()) {
            afterDecoding(decoder.resume(this));
            flush();
        }
        if (closing) {
            disconnect();
        } else if (suspended && isWaitingForTime()) {
            loop.retryLater(this);
        }
    }

    private boolean isWaitingForTime() {
        return isParked() || pace.waitNs(1, loop.nowNs()) > 0;
    }

    /**
     * Called by the loop each millisecond and after verdicts, while this connection waits for time or the ring.
     *
     * @return true when it no longer does
     */
    boolean retry() {
        MinerSession opened = session.opened();
        if (closing || (opened != null && opened.isParked() && !loop.lane().retryParked(opened))) {
            return closing;
        }
        settle();
        return closing || !suspended || !isWaitingForTime();
    }

    // ---- writing

    private void flush() {
        out.flush();
        long pending = out.pendingBytes();
        if (pending > limits.maxOutboundBytes()) {
            closeSlow();
        } else if (pending >= limits.holdOutboundBytes() && !blocked) {
            blocked = true;
            blockedSinceNs = loop.nowNs();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && !closing) {
            blocked = false;
            loop.beginTurn();
            session.sendHeld();
            settle();
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

    /** A new job has come: sends it, unless this miner does not want it or does not read. */
    void onJob(EncodedJob job) {
        if (!closing && session.onJob(job)) {
            settle();
        }
    }
}
