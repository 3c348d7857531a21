package io.otedama.bench.cases;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The smallest miner there can be: subscribes, authorizes a worker of its own, submits a few shares of which every hash is
 * good, then only listens. Event loop only.
 *
 * <pre>
 *   subscribe, authorize --&gt; first job --&gt; submits --&gt; as many answers --&gt; done
 * </pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // void promises: a failed write ends the connection
final class LocalMiner extends ChannelInboundHandlerAdapter {
    private static final String NOTIFY = "\"mining.notify\",\"params\":[\"";
    private static final String TRUE = "\"result\":true";
    private static final String ERROR = "\"error\":[";
    private static final int EXTRANONCE2_DIGITS = 16;
    private static final int TIME_FROM_END = "12345678\",true]}\n".length();

    private final String worker;
    private final int shares;
    private final Consumer<String> done;
    private int positiveAnswers;
    private boolean mining;

    /**
     * @param done gets an empty text when all shares were accepted, else what the pool said
     */
    LocalMiner(String worker, int shares, Consumer<String> done) {
        this.worker = worker;
        this.shares = shares;
        this.done = done;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        send(
                ctx,
                "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"bench/1.0\"]}\n"
                        + "{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"" + worker + "\",\"x\"]}\n");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        String text = positiveAnswers > shares ? "" : bytes.toString(StandardCharsets.US_ASCII);
        bytes.release();
        if (text.contains(ERROR)) {
            done.accept(worker + ": " + text);
        }
        positiveAnswers += count(text);
        int job = text.indexOf(NOTIFY);
        if (job >= 0 && !mining) {
            mining = true;
            mine(ctx, text, job + NOTIFY.length());
        }
        if (!text.isEmpty() && positiveAnswers > shares) { // one for authorize
            done.accept("");
        }
    }

    private void mine(ChannelHandlerContext ctx, String text, int jobAt) {
        String job = text.substring(jobAt, text.indexOf('"', jobAt));
        int end = text.indexOf('\n', jobAt) + 1;
        boolean clean = text.startsWith("true", end - "true]}\n".length());
        int timeAt = end - TIME_FROM_END - (clean ? 0 : 1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < shares; i++) {
            lines.append("{\"id\":").append(10 + i);
            lines.append(",\"method\":\"mining.submit\",\"params\":[\"")
                    .append(worker)
                    .append("\",\"")
                    .append(job);
            lines.append("\",\"").append("0".repeat(EXTRANONCE2_DIGITS)).append("\",\"");
            lines.append(text, timeAt, timeAt + 8)
                    .append("\",\"0000000")
                    .append(i)
                    .append("\"]}\n");
        }
        send(ctx, lines.toString());
    }

    private static int count(String text) {
        int found = 0;
        for (int at = text.indexOf(TRUE); at >= 0; at = text.indexOf(TRUE, at + 1)) {
            found++;
        }
        return found;
    }

    private static void send(ChannelHandlerContext ctx, String text) {
        ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), text), ctx.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        done.accept(worker + ": the pool ended the connection");
    }
}
