package io.otedama.stratum.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.security.AddressRange;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gate with one connection of a proxy, and what came through. One thread. */
final class ProxyRig {
    static final InetAddress PROXY = InetAddress.getLoopbackAddress();

    final InMemoryMetrics metrics = new InMemoryMetrics();
    final ProxyGate gate;
    final List<InetAddress> known = new ArrayList<>();
    final ByteArrayOutputStream through = new ByteArrayOutputStream();
    final EmbeddedChannel channel;

    ProxyRig(int maxWaiting) {
        gate = new ProxyGate(List.of(AddressRange.parse("127.0.0.0/8")), maxWaiting, 1_000, metrics);
        channel = open();
    }

    EmbeddedChannel open() {
        EmbeddedChannel opened = new EmbeddedChannel();
        opened.freezeTime();
        gate.await(opened, PROXY, (c, address) -> {
            known.add(address);
            c.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ByteBuf bytes = (ByteBuf) message;
                    byte[] read = new byte[bytes.readableBytes()];
                    bytes.readBytes(read);
                    through.writeBytes(read);
                    bytes.release();
                }
            });
        });
        opened.runPendingTasks();
        return opened;
    }

    ProxyRig feed(byte[] bytes) {
        return feed(bytes, bytes.length);
    }

    /** In pieces of that size, as long as the connection is open. */
    ProxyRig feed(byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length && channel.isOpen(); at += piece) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            channel.writeInbound(
                    PooledByteBufAllocator.DEFAULT.buffer(part.length).writeBytes(part));
            channel.runPendingTasks();
        }
        return this;
    }

    void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    long refused() {
        return metrics.snapshot().counters().getOrDefault("stratum.proxy.refused", 0L);
    }

    void close() {
        channel.close();
        channel.finishAndReleaseAll();
    }
}
