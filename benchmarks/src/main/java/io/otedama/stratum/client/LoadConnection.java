package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerJob;
import io.otedama.chain.Difficulty;
import io.otedama.stratum.transport.LineDecoder;
import io.otedama.stratum.transport.LineSink;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the load generator: the client's protocol and codecs on a socket of its own, without what a generator
 * must not pay for. Submits gather until {@link #flush}; a job that other connections of the loop got too is neither parsed
 * again nor applied before it is needed. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
final class LoadConnection extends ChannelInboundHandlerAdapter
        implements MinerConnection, LineSink, ClientProtocol.Wire, ConnectionEvents {
    private static final int FIRST_BYTES = 512;

    private final Channel channel;
    private final ClientProtocol protocol;
    private final SubmitEncoder encoder;
    private final String quotedUser;
    private final AcceptScanner scanner = new AcceptScanner();
    private final NoticeCache notices;
    private final LineDecoder decoder;
    private final MinerEvents events;
    private long nextId = RequestEncoder.FIRST_SUBMIT;
    private @Nullable NoticedJob job;
    private @Nullable ByteBuf gathered;
    private @Nullable JsonNode late;
    private long answers;
    private boolean hasJob;
    private boolean closing;
    private String reason = "the server closed the connection";

    /**
     * @param number counts the connections of a miner
     * @param notices shared by the connections of the loop
     */
    LoadConnection(
            Channel channel, StratumClientBuilder settings, long number, NoticeCache notices, MinerEvents events) {
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

    @Override
    public @Nullable MinerJob job() {
        applyLate();
        StratumJob current = protocol.currentJob();
        NoticedJob known = job;
        if (current != null && (known == null || known.job != current)) {
            job = new NoticedJob(current);
        }
        return job;
    }

    @Override
    public long nextId() {
        return nextId;
    }

    @Override
    public long submit(byte[] extranonce2, int nonce) {
        StratumJob current = Objects.requireNonNull(job).job;
        ByteBuf out = gather(encoder.maxBytes(current, extranonce2));
        encoder.encode(out, nextId, current, extranonce2, current.time(), nonce, 0, protocol.rolling());
        return nextId++;
    }

    @Override
    public long submitUnknownJob() {
        String extranonce2 = "00".repeat(Objects.requireNonNull(job).extranonceBytes());
        return raw("\"mining.submit\",\"params\":[" + quotedUser + ",\"ffffffffff\",\"" + extranonce2
                + "\",\"00000000\",\"00000000\"]}");
    }

    @Override
    public long submitMalformed() {
        return raw("\"mining.submit\",\"params\":[" + quotedUser + ",7]}");
    }

    private long raw(String rest) {
        String line = "{\"id\":" + nextId + ",\"method\":" + rest + "\n";
        ByteBufUtil.writeUtf8(gather(line.length()), line);
        return nextId++;
    }

    @Override
    public void flush() {
        ByteBuf out = gathered;
        if (out != null) {
            gathered = null;
            channel.writeAndFlush(out, channel.voidPromise());
        }
    }

    @Override
    public long answers() {
        return answers;
    }

    @Override
    public void stopReading() {
        channel.config().setAutoRead(false);
    }

    @Override
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
            answers++;
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
        answers++;
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

    @Override
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
