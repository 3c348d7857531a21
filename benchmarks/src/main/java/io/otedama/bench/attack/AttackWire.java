package io.otedama.bench.attack;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.otedama.bench.miner.MinerConnection;
import io.otedama.bench.miner.MinerEvents;
import io.otedama.bench.miner.MinerProtocol;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The socket of one attacker, and what of the attack's budget it may use. Event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes show as channelInactive
final class AttackWire extends ChannelInboundHandlerAdapter {
    /** Longest piece that is sent at once. */
    static final int MAX_MESSAGE_BYTES = 16_384;

    /** What an attacker may have waiting for a server that does not read. */
    static final int MAX_WAITING_BYTES = 65_536;

    /** Counts the connections of a seat's attack. */
    final int number;

    private final AttackRun run;
    private final Channel channel;
    private final MinerProtocol miners;
    private @Nullable Attacker attacker;
    private long openedNs;
    private boolean answered;
    private boolean leaving;
    private boolean speaksItself;

    AttackWire(AttackRun run, Channel channel, MinerProtocol miners, int number) {
        this.run = run;
        this.channel = channel;
        this.miners = miners;
        this.number = number;
    }

    void use(Attacker made) {
        attacker = made;
    }

    // ---- what attackers do

    /** Sends one message; false when nothing was sent, because the server does not read or the budget is spent. */
    boolean send(byte[] bytes) {
        if (!maySend(bytes.length)) {
            return false;
        }
        channel.writeAndFlush(channel.alloc().buffer(bytes.length).writeBytes(bytes), channel.voidPromise());
        return true;
    }

    /** As {@link #send(byte[])}. */
    boolean send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Takes what one message needs from the budget; the caller sends it by other means. */
    boolean maySend(int bytes) {
        if (leaving
                || !channel.isActive()
                || channel.unsafe().outboundBuffer() == null
                || channel.unsafe().outboundBuffer().totalPendingWriteBytes() > MAX_WAITING_BYTES
                || !run.budget().maySend(bytes)) {
            return false;
        }
        run.count().messages++;
        run.count().bytesSent += bytes;
        return true;
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Ends the connection. */
    void leave() {
        if (!leaving) {
            leaving = true;
            channel.close();
        }
    }

    /** Reads no more. */
    void stopReading() {
        channel.config().setAutoRead(false);
    }

    /** Speaks Stratum V1 as a miner does; what the server sends goes there. */
    MinerConnection mine(MinerEvents events) {
        speaksItself = true;
        return miners.join(channel, number, events);
    }

    SplittableRandom random() {
        return run.random();
    }

    AttackCount count() {
        return run.count();
    }

    /** Milliseconds that the connection has stood. */
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - openedNs);
    }

    // ---- what the run and the socket tell

    void onTurn() {
        if (attacker != null && !leaving && channel.isActive()) {
            attacker.onTurn();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        openedNs = System.nanoTime();
        context.fireChannelActive();
        if (attacker != null) {
            attacker.onOpen();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        answered = true;
        run.count().bytesReceived += bytes.readableBytes();
        if (speaksItself) {
            context.fireChannelRead(bytes);
            return;
        }
        try {
            if (attacker != null && !leaving) {
                attacker.onBytes(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        context.fireChannelInactive();
        run.onClosed(this, leaving, answered);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // resets are how servers end attackers
    }
}
