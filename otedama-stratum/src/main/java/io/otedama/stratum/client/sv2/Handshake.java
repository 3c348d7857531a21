package io.otedama.stratum.client.sv2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseInitiator;
import io.otedama.stratum.v2.noise.NoiseKeys;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of an encrypted connection: sends act 1, waits for act 2, and steps aside. Event loop only.
 *
 * <pre>
 *   active  --&gt; 64 bytes --&gt;
 *           &lt;-- 234 bytes &lt;--   finish: keys --&gt; result.agreed, then whatever came behind goes on to the next handler
 *                                        else --&gt; result.refused
 * </pre>
 */
final class Handshake extends ChannelInboundHandlerAdapter {
    private static final long MS_PER_SECOND = 1_000;

    /** Hears how it ended. */
    interface Result {
        void agreed(NoiseKeys keys);

        void refused(HandshakeException error);
    }

    private final NoiseInitiator initiator;
    private final Result result;
    private final byte[] act2 = new byte[NoiseInitiator.ACT2_BYTES];
    private int received;
    private boolean over;

    Handshake(@Nullable AuthorityKey authority, SecureRandom random, Result result) {
        this.initiator = new NoiseInitiator(authority, random);
        this.result = result;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the connection
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        byte[] act1 = initiator.act1();
        context.writeAndFlush(context.alloc().buffer(act1.length).writeBytes(act1));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (over || !(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        int taken = Math.min(bytes.readableBytes(), act2.length - received);
        bytes.readBytes(act2, received, taken);
        received += taken;
        if (received < act2.length) {
            bytes.release();
            return;
        }
        over = true;
        if (!finish()) {
            bytes.release();
            return;
        }
        if (bytes.isReadable()) {
            context.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
        context.pipeline().remove(this);
    }

    private boolean finish() {
        try {
            result.agreed(initiator.finish(act2, System.currentTimeMillis() / MS_PER_SECOND));
            return true;
        } catch (HandshakeException e) {
            result.refused(e);
            return false;
        }
    }
}
