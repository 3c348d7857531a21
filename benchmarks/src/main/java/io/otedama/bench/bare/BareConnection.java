package io.otedama.bench.bare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One miner's socket. Answers are gathered in the loop's array and go out with one write and one flush when all that was
 * there has been read. Who does not read is not read. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the connection
final class BareConnection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    private static final byte[] HEAD = ascii("{\"id\":");
    private static final byte[] TRUE = ascii(",\"result\":true,\"error\":null}\n");
    private static final byte[] LOW = ascii(",\"result\":null,\"error\":[23,\"low difficulty share\",null]}\n");
    private static final byte[] UNKNOWN_JOB = ascii(",\"result\":null,\"error\":[21,\"job not found\",null]}\n");

    /** Place in the loop's list; the loop's business. */
    int index;

    private final BareLoop loop;
    private final Channel channel;
    private final int extranonce1;
    private final int extranonce2Offset = BareJob.PREFIX_BYTES + BareJob.EXTRANONCE1_BYTES;
    private final String difficultyLine;
    private byte[] rest = NOTHING;
    private int answered;
    private int versionMask;
    private boolean subscribed;
    private boolean authorized;
    private boolean wantsJob;

    BareConnection(BareLoop loop, Channel channel, int extranonce1, String difficultyLine) {
        this.loop = loop;
        this.channel = channel;
        this.extranonce1 = extranonce1;
        this.difficultyLine = difficultyLine;
    }

    int extranonce1() {
        return extranonce1;
    }

    void roll(int mask) {
        versionMask = mask;
    }

    /** Returns what follows the answer. */
    String subscribed() {
        subscribed = true;
        return start();
    }

    /** Returns what follows the answer. */
    String authorized() {
        authorized = true;
        return start();
    }

    private String start() {
        wantsJob = subscribed && authorized;
        return wantsJob ? difficultyLine : "";
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        loop.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        loop.remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        int length = rest.length + in.readableBytes();
        try {
            if (length > loop.input.length) {
                channel.close();
                return;
            }
            System.arraycopy(rest, 0, loop.input, 0, rest.length);
            in.readBytes(loop.input, rest.length, length - rest.length);
        } finally {
            in.release();
        }
        if (answered + length + HEAD.length > loop.answers.length) {
            flushAnswers();
        }
        lines(loop.input, length);
    }

    private void lines(byte[] bytes, int length) {
        SubmitScanner scanner = loop.scanner;
        int at = 0;
        while (at < length) {
            int next = scanner.scan(bytes, at, length, loop.check.coinbase(), extranonce2Offset);
            if (next > 0) {
                submit(bytes, scanner);
            } else {
                next = otherLine(bytes, at, length);
                if (next < 0) {
                    break;
                }
            }
            at = next;
        }
        keep(bytes, at, length);
    }

    private void keep(byte[] bytes, int at, int length) {
        if (at == length) {
            rest = NOTHING;
        } else {
            rest = new byte[length - at];
            System.arraycopy(bytes, at, rest, 0, rest.length);
        }
    }

    private void submit(byte[] bytes, SubmitScanner scanner) {
        byte[] verdict;
        if (scanner.job != loop.check.job()) {
            verdict = UNKNOWN_JOB;
        } else {
            int mask = scanner.hasVersionBits ? versionMask : 0;
            boolean good = loop.check.isGood(extranonce1, scanner.time, scanner.nonce, mask, scanner.versionBits);
            verdict = good ? TRUE : LOW;
        }
        byte[] out = loop.answers;
        int idLength = scanner.idEnd - scanner.idStart;
        System.arraycopy(HEAD, 0, out, answered, HEAD.length);
        System.arraycopy(bytes, scanner.idStart, out, answered + HEAD.length, idLength);
        answered += HEAD.length + idLength;
        System.arraycopy(verdict, 0, out, answered, verdict.length);
        answered += verdict.length;
    }

    /** Returns where the next line begins, -1 when this one has not ended yet. */
    private int otherLine(byte[] bytes, int from, int length) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        if (end == length) {
            return -1;
        }
        boolean hadJob = wantsJob;
        try {
            flushAnswers();
            byte[] answer = ascii(loop.handshake.answer(bytes, from, end - from, this));
            channel.write(
                    channel.alloc().directBuffer(Math.max(1, answer.length)).writeBytes(answer), channel.voidPromise());
        } catch (IOException | NumberFormatException e) {
            channel.close();
        }
        if (wantsJob && !hadJob) {
            channel.write(loop.jobLine(), channel.voidPromise());
        }
        return end + 1;
    }

    private void flushAnswers() {
        if (answered > 0) {
            ByteBuf out = channel.alloc().directBuffer(answered).writeBytes(loop.answers, 0, answered);
            answered = 0;
            channel.write(out, channel.voidPromise());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushAnswers();
        channel.flush();
        if (!channel.isWritable()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            channel.config().setAutoRead(true);
        }
    }

    /** A new job; who does not read misses it. */
    void send(BareJob job) {
        if (wantsJob && channel.isWritable()) {
            channel.writeAndFlush(job.line(), channel.voidPromise());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
