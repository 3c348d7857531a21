package io.otedama.stratum.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hex;
import io.otedama.stratum.client.sv2.Sv2ClientBuilder;
import io.otedama.stratum.client.sv2.Sv2Job;
import io.otedama.stratum.transport.LineDecoder;
import io.otedama.stratum.transport.LineSink;
import io.otedama.stratum.v1.NotifyEncoder;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One machine that speaks Stratum V1, and its channel at a pool. Event loop of the machine. */
final class Downstream extends ChannelInboundHandlerAdapter implements LineSink, Uplink.Events {
    private static final int MAX_LINE_BYTES = 16_384;

    /** The longest line that is not whole yet, and the largest read behind it. */
    private static final int MAX_PENDING_BYTES = MAX_LINE_BYTES + 65_536;

    private static final int MAX_WRONG_LINES = 10;

    /** Bytes that may wait for a machine that does not read; a whole read of requests is answered before any is sent. */
    private static final WriteBufferWaterMark MAX_UNSENT = new WriteBufferWaterMark(1 << 19, 1 << 20);

    private static final int MAX_USER_CHARS = 255;
    private static final int OTHER = 20;
    private static final int UNAUTHORIZED = 24;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Channel channel;
    private final ProxyTally tally;
    private final BiFunction<String, Uplink.Events, Uplink> toUplink;
    private final MachineShares shares;
    private final LineDecoder decoder = new LineDecoder(MAX_LINE_BYTES, MAX_PENDING_BYTES, new byte[MAX_LINE_BYTES]);
    private @Nullable Uplink uplink;
    private @Nullable MachineRequest authorizing;
    private @Nullable Difficulty told;
    private @Nullable ProxyJob last;
    private boolean subscribed;
    private boolean authorized;
    private long jobs;
    private int wrongLines;

    /**
     * @param toUplink opens a channel for a user
     */
    Downstream(
            Channel channel, ProxyConfig config, ProxyTally tally, BiFunction<String, Uplink.Events, Uplink> toUplink) {
        this.channel = channel;
        this.tally = tally;
        this.toUplink = toUplink;
        this.shares = new MachineShares(config, channel.eventLoop(), tally);
    }

    // ---- life

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel.config().setWriteBufferWaterMark(MAX_UNSENT);
        tally.machines.incrementAndGet();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        tally.machines.decrementAndGet();
        decoder.release();
        shares.send();
        if (uplink != null) {
            uplink.closeWhenAnswered();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            end();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!channel.isWritable()) {
            ctx.flush();
            if (!channel.isWritable()) {
                end(); // it does not read
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // handlerRemoved tells the end
    private void end() {
        channel.close();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the connection
    private void write(byte[] line) {
        channel.write(channel.alloc().buffer(line.length).writeBytes(line));
    }

    // ---- requests

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
        } else if (decoder.feed(bytes, this) != LineDecoder.Outcome.OK) {
            end();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public boolean isReady() {
        return true; // the machines are the operator's own
    }

    @Override
    public void onLine(byte[] line, int length) {
        MachineRequest request = MachineRequest.parse(line, length);
        if (request == null) {
            if (++wrongLines >= MAX_WRONG_LINES) {
                end();
            }
            return;
        }
        switch (request.method()) {
            case "mining.configure" -> write(request.result(configure(request)));
            case "mining.subscribe" -> subscribe(request);
            case "mining.authorize" -> authorize(request);
            case "mining.submit" -> write(shares.submit(request, uplink));
            case "mining.ping" -> write(request.result(NODES.textNode("pong")));
            case "mining.suggest_difficulty", "mining.extranonce.subscribe" ->
                write(request.result(NODES.booleanNode(true)));
            default -> write(request.error(-3, "method not found"));
        }
    }

    private JsonNode configure(MachineRequest request) {
        ObjectNode answer = NODES.objectNode();
        for (JsonNode extension : request.params().path(0)) {
            answer.put(extension.asText(), false);
        }
        if (answer.has("version-rolling")) {
            int mask = shares.negotiate(
                    request.params().path(1).path("version-rolling.mask").asText(""));
            answer.put("version-rolling", mask != 0).put("version-rolling.mask", Hex.encode8(mask));
        }
        return answer;
    }

    private void subscribe(MachineRequest request) {
        subscribed = true;
        String zero = "00".repeat(ProxyJob.EXTRANONCE1_BYTES);
        write(request.result(NODES.arrayNode()
                .add(NODES.arrayNode()
                        .add(NODES.arrayNode().add("mining.set_difficulty").add(zero))
                        .add(NODES.arrayNode().add("mining.notify").add(zero)))
                .add(zero)
                .add(ProxyJob.EXTRANONCE2_BYTES)));
        sendLast();
    }

    /** The first user has the channel, and is answered when it is there; further ones mine for him. */
    private void authorize(MachineRequest request) {
        String user = request.text(0);
        if (user.isEmpty() || user.length() > MAX_USER_CHARS || !user.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            write(request.error(UNAUTHORIZED, "user name must be 1 to 255 printable ASCII characters"));
        } else if (authorized) {
            write(request.result(NODES.booleanNode(true)));
        } else {
            if (authorizing != null) {
                write(authorizing.error(OTHER, "asked again"));
            }
            authorizing = request;
            if (uplink == null) {
                Uplink made = toUplink.apply(user, this);
                uplink = made;
                made.start();
            }
        }
    }

    // ---- the channel

    @Override
    public void opened() {
        onLoop(() -> {
            authorized = true;
            if (authorizing != null) {
                write(authorizing.result(NODES.booleanNode(true)));
                authorizing = null;
            }
        });
    }

    @Override
    public void refused(String why) {
        onLoop(() -> {
            if (authorizing != null) {
                write(authorizing.error(UNAUTHORIZED, why));
                authorizing = null;
            }
        });
    }

    @Override
    public void job(Sv2Job job, long line) {
        onLoop(() -> {
            ProxyJob before = last;
            boolean newBlock = before == null
                    || before.line() != line
                    || !before.previousBlock().equals(job.previousBlock());
            last = shares.add(++jobs, job, line, newBlock);
            sendLast();
        });
    }

    private void sendLast() {
        ProxyJob job = last;
        if (job == null || !subscribed) {
            return;
        }
        if (told == null || !job.difficulty().equals(told)) {
            told = job.difficulty();
            write(NotifyEncoder.difficulty(job.difficulty()));
        }
        write(NotifyEncoder.job(job, job.variant(), job.purpose() == ProxyJob.Purpose.NEW_BLOCK));
    }

    private void onLoop(Runnable task) {
        channel.eventLoop().execute(() -> {
            task.run();
            channel.flush();
        });
    }

    /** Bits that a machine may roll at most. */
    static int widestMask() {
        return Sv2ClientBuilder.BIP323_MASK;
    }
}
