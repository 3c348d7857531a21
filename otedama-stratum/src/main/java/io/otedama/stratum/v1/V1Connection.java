package io.otedama.stratum.v1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.otedama.security.StrikeCounter;
import io.otedama.security.StrikeVerdict;
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
 *   read -&gt; LineDecoder -&gt; onLine -&gt; SubmitScanner -&gt; V1Shares      (nearly always)
 *                                  \-&gt; V1RequestParser -&gt; V1Methods  (everything else)
 *   isReady() == false -&gt; stop reading, keep the rest; settle() goes on when the reason has passed:
 *     ring full, pace exceeded       retried each ms and after every reply drain
 *     too many under way             after the next verdict
 *     miner does not read            when the socket has room again
 * </pre>
 */
final class V1Connection extends ChannelInboundHandlerAdapter implements LineSink, MinerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(V1Connection.class);
    private static final long STRIKE_FORGOTTEN_NS = TimeUnit.MINUTES.toNanos(1);

    /** Place in the loop's list; the loop's business. */
    int index;

    /** Whether the loop retries this connection; the loop's business. */
    boolean waiting;

    private final V1Loop loop;
    private final StratumLimits limits;
    private final Channel channel;
    private final InetAddress address;
    private final LineDecoder decoder;
    private final IdTable ids;
    private final Outbound out;
    private final V1Session session;
    private final V1Shares shares;
    private final V1Methods methods;
    private final TokenBucket pace;
    private final StrikeCounter strikes;

    private final long connectedNs;
    private long lastReadNs;
    private long blockedSinceNs;
    private boolean blocked;
    private boolean understood;
    private boolean suspended;
    private boolean closing;

    V1Connection(V1Loop loop, Channel channel, InetAddress address) {
        this.loop = loop;
        this.limits = loop.terms().limits();
        this.channel = channel;
        this.address = address;
        this.decoder = new LineDecoder(limits.maxLineBytes(), limits.maxPendingInboundBytes(), loop.scratch().line);
        this.ids = new IdTable(limits.maxOddIds());
        this.out = new Outbound(channel, ids, loop.scratch().replyHead);
        AuthorizedWorkers workers = new AuthorizedWorkers();
        this.session = new V1Session(loop, out, workers, this);
        this.shares = new V1Shares(loop, out, ids, workers);
        this.methods = new V1Methods(loop, out, session);
        long now = loop.beginTurn();
        this.pace = new TokenBucket(limits.requestBurst(), limits.maxRequestsPerSecond(), now);
        int close = limits.maxMalformedLines();
        this.strikes = new StrikeCounter((close + 1) / 2, close, STRIKE_FORGOTTEN_NS, now);
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
        if (!(cause instanceof IOException) && loop.terms().log().tryLog()) {
            LOG.warn("connection from {} failed", address.getHostAddress(), cause);
        }
        closing = true;
        ctx.close();
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
            channel.close();
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
        V1Scratch scratch = loop.scratch();
        if (scratch.scanner.scan(line, length, scratch.id, scratch.fields)) {
            understood = true;
            submit(ids.token(scratch.id, line));
        } else {
            V1Request request = scratch.parser.parse(line, length, scratch.id);
            onRequest(request, ids.token(scratch.id, line));
        }
    }

    private void onRequest(V1Request request, long token) {
        String problem = request.problem();
        boolean submit = problem == null && request.method().equals("mining.submit");
        if (submit) {
            problem = V1RequestParser.submitFields(request.params(), loop.scratch().fields);
        }
        if (problem != null) {
            malformed(token, problem);
        } else if (submit) {
            understood = true;
            submit(token);
            return; // the id is needed until the verdict
        } else if (!request.isAnswer()) {
            understood = true;
            switch (methods.handle(request, token)) {
                case ANSWERED -> {}
                case MALFORMED -> strike();
                case REFUSED -> {
                    loop.terms().metrics().refused.increment();
                    closing = true;
                }
            }
        }
        ids.release(token);
    }

    private void submit(long token) {
        if (!shares.submit(session.subscribedSession(), token)) {
            strike();
        }
    }

    private void malformed(long token, String problem) {
        byte[] reply = V1Replies.error(V1Replies.OTHER, problem);
        if (token == IdTable.NO_ID) {
            out.replyWithoutId(reply);
        } else {
            out.reply(token, reply);
        }
        strike();
        if (!understood && problem.equals(V1RequestParser.NOT_AN_OBJECT)) {
            closing = true; // not a miner
        }
    }

    private void strike() {
        loop.terms().metrics().malformed.increment();
        if (strikes.strike(loop.nowNs()) == StrikeVerdict.CLOSE) {
            closing = true;
            if (LOG.isInfoEnabled() && loop.terms().log().tryLog()) {
                LOG.info("closed {}: too many malformed requests", address.getHostAddress());
            }
        }
    }

    // ---- pace

    private boolean isParked() {
        MinerSession opened = session.opened();
        return opened != null && opened.isParked();
    }

    private void afterDecoding(LineDecoder.Outcome outcome) {
        if (outcome != LineDecoder.Outcome.OK && !closing) {
            malformed(
                    IdTable.NO_ID, outcome == LineDecoder.Outcome.LINE_TOO_LONG ? "line is too long" : "too much data");
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
            channel.close();
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
