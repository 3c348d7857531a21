package io.otedama.stratum.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.AddressFamily;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol.TransportProtocol;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.otedama.security.AddressRange;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from a load balancer whom a connection comes from: the PROXY protocol of HAProxy, versions 1 and 2. Configured
 * proxies must send it, everybody else's header is garbage to the protocols behind. Any event loop.
 *
 * <pre>
 *   connection of a proxy -- header in time, well formed --&gt; its source address: counted and limited by that
 *                         -- LOCAL, UNKNOWN, unspecified --&gt; the proxy speaks for itself: its own address
 *                         -- late, malformed, too long, too many that wait --&gt; closed and counted
 * </pre>
 */
public final class ProxyGate {
    /** Connections that wait for their header at most, unless told otherwise. */
    public static final int MAX_WAITING = 4_096;

    /** Time for a header: it comes with the connection, before the client has said a word. */
    public static final int HEADER_MILLIS = 5_000;

    /** Bytes of extensions (TLV) behind the addresses of version 2, which are not looked at. */
    public static final int MAX_TLV_BYTES = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(ProxyGate.class);

    private final List<AddressRange> proxies;
    private final int maxWaiting;
    private final int headerMillis;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter accepted;
    private final Counter refused;

    public ProxyGate(List<AddressRange> proxies, int maxWaiting, int headerMillis, MetricsSink metrics) {
        this.proxies = List.copyOf(proxies);
        this.maxWaiting = maxWaiting;
        this.headerMillis = headerMillis;
        this.accepted =
                metrics.counter("stratum.proxy.accepted", "Connections with a PROXY header of a configured proxy");
        this.refused = metrics.counter(
                "stratum.proxy.refused",
                "Connections of configured proxies closed because the PROXY header was missing or not understood");
    }

    /** True for an address that must send the header. */
    public boolean isProxy(InetAddress address) {
        for (AddressRange proxy : proxies) {
            if (proxy.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits for the header of a new connection, on its event loop.
     *
     * @param proxy where it comes from
     * @param known called with the client's own address, with the header already gone
     */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    public void await(Channel channel, InetAddress proxy, BiConsumer<Channel, InetAddress> known) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            refused.increment();
            channel.close();
            return;
        }
        channel.pipeline().addLast(new HAProxyMessageDecoder(MAX_TLV_BYTES, true), new HeaderWait(proxy, known));
    }

    /** Connections that wait for their header now. */
    public int waiting() {
        return waiting.get();
    }

    /** The client's address, or that of the proxy where it speaks for itself; null when there can be no such client. */
    static @Nullable InetAddress source(HAProxyMessage header, InetAddress proxy) {
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        if (header.command() == HAProxyCommand.LOCAL || protocol == HAProxyProxiedProtocol.UNKNOWN) {
            return proxy;
        }
        boolean ip =
                protocol.addressFamily() == AddressFamily.AF_IPv4 || protocol.addressFamily() == AddressFamily.AF_IPv6;
        String source = header.sourceAddress();
        if (!ip || protocol.transportProtocol() != TransportProtocol.STREAM || source == null) {
            return null;
        }
        return NetUtil.createInetAddressFromIpAddressString(source);
    }

    /** One connection until its header is read. */
    private final class HeaderWait extends ChannelInboundHandlerAdapter {
        private final InetAddress proxy;
        private final BiConsumer<Channel, InetAddress> known;
        private @Nullable ScheduledFuture<?> timeout;
        private boolean decided;

        HeaderWait(InetAddress proxy, BiConsumer<Channel, InetAddress> known) {
            this.proxy = proxy;
            this.known = known;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            timeout = ctx.executor().schedule(() -> refuse(ctx, "no header"), headerMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            waiting.decrementAndGet();
            if (timeout != null) {
                timeout.cancel(false);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (!(message instanceof HAProxyMessage header)) {
                ReferenceCountUtil.release(message);
                return;
            }
            InetAddress source;
            try {
                source = source(header, proxy);
            } finally {
                header.release();
            }
            if (source == null) {
                refuse(ctx, "no TCP connection");
            } else {
                decided = true;
                accepted.increment();
                ctx.pipeline().remove(this);
                known.accept(ctx.channel(), source); // what follows the header comes when the decoder steps aside
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            refuse(ctx, String.valueOf(cause.getMessage()));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // handlerRemoved tells the end
        private void refuse(ChannelHandlerContext ctx, String why) {
            if (!decided) {
                decided = true;
                refused.increment();
                LOG.debug("a connection of proxy {} ends: {}", proxy, why);
                ctx.close(); // the decoder may have done so already
            }
        }
    }
}
