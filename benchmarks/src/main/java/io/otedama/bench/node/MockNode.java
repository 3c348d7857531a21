package io.otedama.bench.node;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A coin daemon that only pretends: loopback, any user and password. {@link #start} once, {@link #close} once; the other
 * methods from any thread in between. Its three threads are daemons and end with {@code close}.
 */
public final class MockNode implements AutoCloseable {
    /** Longest request: a full block is 8 MB of hex. */
    public static final int MAX_REQUEST_BYTES = 32 << 20;

    private static final int SERVING_THREADS = 1;
    private static final int BACKLOG = 1_024;
    private static final int READ_BYTES = 64 << 10;
    private static final long CLOSE_SECONDS = 5;

    private final MockNodeConfig config;
    private final SubmitObserver observer;
    private final EventLoopGroup serving;
    private final EventLoopGroup making; // transactions, and blocks on time
    private @Nullable MockChain chain;
    private @Nullable Channel socket;

    public MockNode(MockNodeConfig config) {
        this(config, (firstByteNs, blockBytes) -> {});
    }

    /**
     * @param observer hears of submitted blocks
     */
    public MockNode(MockNodeConfig config, SubmitObserver observer) {
        this.config = config;
        this.observer = observer;
        this.serving = group("mock-node-serve", SERVING_THREADS);
        this.making = group("mock-node-make", 2);
    }

    private static EventLoopGroup group(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /**
     * Makes the first template, then listens.
     *
     * @throws IOException when the address cannot be used; the node is closed then
     */
    public void start() throws IOException {
        MockChain started = new MockChain(config, making.next());
        RpcAnswers answers = new RpcAnswers(started, observer);
        ChannelFuture bound = new ServerBootstrap()
                .group(serving)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR, new io.netty.channel.FixedRecvByteBufAllocator(READ_BYTES))
                .childHandler(initializer(started, answers))
                .bind(config.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException("cannot listen on " + config.listen() + "; choose a free port", bound.cause());
        }
        chain = started;
        socket = bound.channel();
        long everyNs = config.blockEvery().toNanos();
        if (everyNs > 0) {
            var unused = making.next().scheduleAtFixedRate(started::newBlock, everyNs, everyNs, TimeUnit.NANOSECONDS);
        }
    }

    /** Some pools end their lines with a bare line feed: that is understood. */
    private static ChannelInitializer<Channel> initializer(MockChain chain, RpcAnswers answers) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                FirstByteClock clock = new FirstByteClock();
                channel.pipeline()
                        .addLast(clock)
                        .addLast(new HttpServerCodec(new HttpDecoderConfig().setStrictLineParsing(false)))
                        .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                        .addLast(new RpcHandler(chain, answers, clock));
            }
        };
    }

    /** The port in use. */
    public int port() {
        Channel listening = socket;
        if (listening == null) {
            throw new IllegalStateException("the mock node was not started");
        }
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Where a pool finds it. */
    public String url() {
        return "http://user:password@127.0.0.1:" + port();
    }

    /** Height of the tip. */
    public int height() {
        return running().height();
    }

    /** Somebody else finds a block: new tip, long polls are answered. */
    public void newBlock() {
        running().newBlock();
    }

    /** Waits until the transactions of the next template are made, so that making them disturbs no measurement. */
    public void awaitPrepared() {
        running().awaitPrepared();
    }

    private MockChain running() {
        MockChain now = chain;
        if (now == null) {
            throw new IllegalStateException("the mock node was not started");
        }
        return now;
    }

    /** Closes every connection and ends the threads. */
    @Override
    public void close() {
        var servingEnd = serving.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        var makingEnd = making.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        servingEnd.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        makingEnd.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
