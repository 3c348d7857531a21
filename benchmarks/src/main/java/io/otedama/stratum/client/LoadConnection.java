package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.otedama.chain.Difficulty;
import io.otedama.stratum.transport.LineDecoder;
import io.otedama.stratum.transport.LineSink;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the load generator: the client's protocol and codecs on a socket of its own, without what a generator
 * must not pay for. Submits gather until {@link #flush}; a job that other connections of the loop got too is neither parsed
 * again nor applied before it is needed. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
public final class LoadConnection extends ChannelInboundHandlerAdapter
        implements LineSink, ClientProtocol.Wire, ConnectionEvents {
    private static final int FIRST_BYTES = 512;

    private final Channel channel;
    private final ClientProtocol protocol;
    private final SubmitEncoder encoder;
    private final String quotedUser;
    private final AcceptScanner scanner = new AcceptScanner();
    private final NoticeCache notices;
    private final LineDecoder decoder;
    private final LoadEvents events;
    private long nextId = RequestEncoder.FIRST_SUBMIT;
    private @Nullable ByteBuf gathered;
    private @Nullable JsonNode late;
    private boolean hasJob;
    private boolean closing;
    private String reason = "the server closed the connection";

    /**
     * @param number counts the connections of a miner
     * @param notices shared by the connections of the loop
     */
    public LoadConnection(
            Channel channel, StratumClientBuilder settings, long number, NoticeCache notices, LoadEvents events) {
        ClientConfig config = settings.check();
        this.channel = channel;
        this.notices = notices;
        this.events = events;
        this.protocol = new ClientProtocol(config, number, this, this);
        this.encoder = new SubmitEncoder(config.user());
        this.quotedUser = TextNode.valueOf(config.user()).toString();
        this.decoder = new LineDecoder(NoticeCache.MAX_LINE_BYTES, 2 * NoticeCache.MAX_LINE_BYTES, notices.line());
    }

    // ---- what the generator asks for

    /** The newest job, or null before the first. */
    public @Nullable StratumJob job() {
        applyLate();
        return protocol.currentJob();
    }

    /** The id that the next request will have; ids rise by one. */
    public long nextId() {
        return nextId;
    }

    /** Adds one submit to what {@link #flush} sends; returns its id. */
    public long submit(StratumJob job, byte[] extranonce2, int time, int nonce) {
        ByteBuf out = gather(encoder.maxBytes(job, extranonce2));
        encoder.encode(out, nextId, job, extranonce2, time, nonce, 0, protocol.rolling());
        return nextId++;
    }

    /**
     * Adds a submit for a job that never was.
     *
     * @param extranonce2Digits hex digits that the server expects there
     */
    public long submitUnknownJob(int extranonce2Digits) {
        String extranonce2 = "0".repeat(extranonce2Digits);
        return raw("\"mining.submit\",\"params\":[" + quotedUser + ",\"ffffffffff\",\"" + extranonce2
                + "\",\"00000000\",\"00000000\"]}");
    }

    /** Adds a submit that lacks most of its parameters. */
    public long submitMalformed() {
        return raw("\"mining.submit\",\"params\":[" + quotedUser + ",7]}");
    }

    private long raw(String rest) {
        String line = "{\"id\":" + nextId + ",\"method\":" + rest + "\n";
        ByteBufUtil.writeUtf8(gather(line.length()), line);
        return nextId++;
    }

    /** Sends what was gathered: one system call when the socket has room. */
    public void flush() {
        ByteBuf out = gathered;
        if (out != null) {
            gathered = null;
            channel.writeAndFlush(out, channel.voidPromise());
        }
    }

    /** True while bytes wait for {@link #flush}. */
    public boolean hasGathered() {
        return gathered != null;
    }

    /** Reads no more, as a miner does that hangs. */
    public void stopReading() {
        channel.config().setAutoRead(false);
    }

    /** Ends the connection. */
    public void close(String why) {
        reason = why;
        closing = true;
        channel.close();
    }

    private ByteBuf gather(int bytes) {
        ByteBuf out = gathered;
        if (out == null) {
            out = channel.alloc().directBuffer(Math.max(bytes, FIRST_BYTES));
            gathered = out;
        }
        return out;
    }

    // ---- bytes

    @Override
    public void channelActive(ChannelHandlerContext context) {
        protocol.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (decoder.feed((ByteBuf) message, this) != LineDecoder.Outcome.OK) {
            close("a line of the server is longer than " + NoticeCache.MAX_LINE_BYTES + " bytes");
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        events.onReadComplete();
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        decoder.release();
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        events.onClosed(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(cause.toString());
    }

    @Override
    public boolean isReady() {
        return !closing;
    }

    @Override
    public void onLine(byte[] line, int length) {
        ByteBuf text = notices.text(length);
        long accepted = scanner.scan(text);
        if (accepted >= RequestEncoder.FIRST_SUBMIT) {
            events.onReply(accepted, 0, "");
            return;
        }
        try {
            if (notices.isRepeated(length)) {
                onNotice();
            } else {
                onMessage(notices.parse(length));
            }
        } catch (ProtocolException e) {
            close("not understood: " + e.getMessage());
        }
    }

    private void onMessage(JsonNode message) {
        if (notices.keepIfNotice(message)) {
            onNotice();
            return;
        }
        long id = Fields.requestId(message.path("id"));
        if (message.path("method").isTextual() || id < RequestEncoder.FIRST_SUBMIT) {
            applyLate();
            protocol.onMessage(message, id);
            return;
        }
        Refusal refusal = Refusal.read(message);
        events.onReply(id, refusal == null ? 0 : refusal.code(), refusal == null ? "" : refusal.message());
    }

    /** The job is only noted: who has thousands of connections applies it when a share needs it. */
    private void onNotice() {
        late = notices.message();
        if (!protocol.isReady()) {
            applyLate();
        }
        hasJob = true;
        events.onNotice(notices.previousBlock(), notices.isClean());
    }

    private void applyLate() {
        JsonNode notice = late;
        if (notice != null) {
            late = null;
            protocol.onMessage(notice, 0);
        }
    }

    /** True once a job has come. */
    public boolean hasJob() {
        return hasJob;
    }

    // ---- protocol

    @Override
    public void send(String line) {
        channel.writeAndFlush(ByteBufUtil.writeUtf8(channel.alloc(), line), channel.voidPromise());
    }

    @Override
    public void refused(String detail) {
        close("refused: " + detail);
    }

    @Override
    public void reconnect(JsonNode params) {
        close("the server asked to reconnect");
    }

    @Override
    public void ready(ClientSession session) {
        events.onReady();
    }

    @Override
    public void active() {}

    @Override
    public void job(StratumJob job) {}

    @Override
    public void difficulty(Difficulty difficulty) {}

    @Override
    public void versionMask(int mask) {}

    @Override
    public void message(String text) {}

    @Override
    public void error(ProtocolException error) {}

    @Override
    public void closed(DisconnectReason why, String detail, @Nullable Redirect redirect) {}
}
