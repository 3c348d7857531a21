package io.otedama.stratum.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import io.otedama.security.GuardedConnection;
import io.otedama.security.Misbehaviour;
import io.otedama.security.TokenBucket;
import io.otedama.stratum.transport.StratumLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One miner's socket, whatever it speaks: keeps the pace, ends what misbehaves. Event loop only.
 *
 * <pre>
 *   read -&gt; decode(bytes) -&gt; the protocol, which asks isReady() before each message
 *   isReady() == false -&gt; stop reading, keep the rest; settle() goes on when the reason has passed:
 *     ring full, pace exceeded       retried each ms and after every reply drain
 *     too many under way             after the next verdict
 *     miner does not read            when the socket has room again
 * </pre>
 */
public abstract class LoopConnection<J extends LoopJob> extends ProtocolHandler<J> {
    private static final Logger LOG = LoggerFactory.getLogger(LoopConnection.class);

    /** Place in the loop's list; the loop's business. */
    int index;

    /** Whether the loop retries this connection; the loop's business. */
    boolean waiting;

    private final MinerLoop<J> loop;
    private final StratumLimits limits;
    private final Channel channel;
    private final InetAddress address;
    private final Outbound out;
    private final TokenBucket pace;
    private final GuardedConnection guarded;
    private final PeerGuard guard;
    private final MessageWatch message;

    private final long connectedNs;
    private long lastReadNs;
    private long blockedSinceNs;
    private boolean blocked;
    private boolean suspended;
    private boolean closing;

    protected LoopConnection(MinerLoop<J> loop, Channel channel, InetAddress address, Outbound out) {
        this.loop = loop;
        this.limits = loop.terms().limits();
        this.channel = channel;
        this.address = address;
        this.out = out;
        long now = loop.beginTurn();
        this.pace = new TokenBucket(limits.requestBurst(), limits.maxRequestsPerSecond(), now);
        this.connectedNs = now;
        this.lastReadNs = now;
        this.message = new MessageWatch(now);
        this.guarded = loop.terms().guard().open(address);
        this.guard = new PeerGuard(guarded, this, loop::nowNs);
    }

    /** What is done about misbehaviour. */
    protected final PeerGuard guard() {
        return guard;
    }

    /** IP address of the peer, as text. */
    public final String remoteAddress() {
        return address.getHostAddress();
    }

    // ---- life

    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        loop.add(this);
        loop.terms().metrics().opened.increment();
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext ctx) {
        closing = true;
        loop.remove(this);
        loop.terms().gate().leave(address);
        release();
        guarded.close(loop.nowNs());
        out.release();
        loop.terms().metrics().closed.increment();
    }

    /** Sends what is ready, then ends. */
    final void close() {
        closing = true;
        writeLast();
        out.flush();
        disconnect();
    }

    /** Ends once what is ready has been sent; nothing more is decoded. */
    protected final void endAfterFlush() {
        closing = true;
    }

    @Override
    public final void drop() {
        endAfterFlush();
    }

    protected final boolean isClosing() {
        return closing;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // handlerRemoved tells the end
    private void disconnect() {
        channel.close();
    }

    final void askToReconnect() {
        if (channel.isActive()) {
            writeReconnect();
            settle();
        }
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(cause);
    }

    /** Something went wrong with this connection that must not concern the others of the loop: ends it. */
    final void fail(Throwable cause) {
        boolean ours = !(cause instanceof IOException); // else the peer ended it, or the line
        if (ours && loop.terms().log().tryLog()) {
            LOG.warn("connection from {} failed", address.getHostAddress(), cause);
        }
        closing |= ours;
        disconnect();
    }

    /** Each second: time-outs. */
    final void onTick(long nowNs, boolean tickSession) {
        if (tickSession) {
            tickSessions();
        }
        if (blocked && isPast(blockedSinceNs, limits.slowConsumerMillis(), nowNs)) {
            closeSlow();
        } else if ((!mayBeSilent() && isPast(lastReadNs, limits.idleMillis(), nowNs))
                || (!isStarted() && isPast(connectedNs, limits.handshakeMillis(), nowNs))) {
            endLate(isStarted() ? null : Misbehaviour.SLOW_HANDSHAKE);
        } else if (message.isStuck(!suspended && isAmidMessage(), nowNs, limits.messageMillis())) {
            endLate(Misbehaviour.SLOW_MESSAGE);
        } else if (guarded.tick(nowNs)) {
            close();
        } else {
            tick(nowNs);
        }
    }

    private void endLate(@Nullable Misbehaviour kind) {
        loop.terms().metrics().timedOut.increment();
        if (kind != null) {
            guard.misbehaved(kind);
        }
        close();
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
    public final void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            lastReadNs = loop.beginTurn();
            guarded.onBytes(bytes.readableBytes());
            decodeAndPace(bytes);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        settle();
    }

    /** True while the next message may be decoded. */
    public final boolean isReady() {
        return !closing
                && hasRoomForSubmits()
                && !isParked()
                && out.pendingBytes() < limits.holdOutboundBytes()
                && isInPace();
    }

    private boolean isInPace() {
        return pace.waitNs(1, loop.nowNs()) == 0 && guarded.waitNs(loop.nowNs()) == 0;
    }

    /** A message is about to be handled. */
    protected final void countMessage() {
        message.ended();
        pace.tryTake(1, loop.nowNs());
    }

    // ---- pace

    private void decodeAndPace(@Nullable ByteBuf bytes) {
        decode(bytes);
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
    protected final void settle() {
        flush();
        while (suspended && isReady()) {
            decodeAndPace(null);
            flush();
        }
        if (closing) {
            disconnect();
        } else if (suspended && isWaitingForTime()) {
            loop.retryLater(this);
        }
    }

    private boolean isWaitingForTime() {
        return isParked() || !isInPace();
    }

    /**
     * Called by the loop each millisecond and after verdicts, while this connection waits for time or the ring.
     *
     * @return true when it no longer does
     */
    final boolean retry() {
        if (closing || (isParked() && !retryParked())) {
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
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && !closing) {
            blocked = false;
            loop.beginTurn();
            sendHeld();
            settle();
        }
    }

    /** A new job has come: sends it, unless this miner does not want it or does not read. */
    final void onJob(J job) {
        if (!closing && writeJob(job)) {
            settle();
        }
    }
}
