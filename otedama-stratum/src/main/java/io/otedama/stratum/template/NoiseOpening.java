package io.otedama.stratum.template;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client's side of a Noise handshake at the head of a pipeline; gives its place up when it is done. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write shows as channelInactive
final class NoiseOpening extends ByteToMessageDecoder {
    private final NoiseInitiator initiator;
    private final PoolClock clock;
    private final BiConsumer<ChannelHandlerContext, NoiseKeys> agreed;
    private final Consumer<String> failed;

    /**
     * @param agreed adds the handler of what follows; bytes that came along reach it next
     * @param failed ends the connection
     */
    NoiseOpening(
            @Nullable AuthorityKey authority,
            PoolClock clock,
            BiConsumer<ChannelHandlerContext, NoiseKeys> agreed,
            Consumer<String> failed) {
        this.initiator = new NoiseInitiator(authority, new SecureRandom());
        this.clock = clock;
        this.agreed = agreed;
        this.failed = failed;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(initiator.act1()), ctx.voidPromise());
        ctx.fireChannelActive();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < NoiseInitiator.ACT2_BYTES) {
            return;
        }
        byte[] act2 = new byte[NoiseInitiator.ACT2_BYTES];
        in.readBytes(act2);
        try {
            agreed.accept(ctx, initiator.finish(act2, TimeUnit.MILLISECONDS.toSeconds(clock.epochMillis())));
            ctx.pipeline().remove(this);
        } catch (HandshakeException e) {
            in.skipBytes(in.readableBytes());
            failed.accept("handshake: " + e.getMessage());
        }
    }
}
