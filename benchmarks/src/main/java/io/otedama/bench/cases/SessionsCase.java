package io.otedama.bench.cases;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.otedama.Pool;
import io.otedama.bench.node.MockNode;
import io.otedama.bench.node.MockNodeConfig;
import io.otedama.bench.run.BenchResult;
import io.otedama.bench.run.Machine;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.stratum.transport.StratumLimits;
import io.otedama.stratum.v1.LocalV1FrontEnd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What sessions cost in memory: a whole pool with a file journal and a mock node, and miners over Netty's local transport, all
 * in this process. Each miner has a worker and an address of its own and a few accepted shares. The miners' half of each
 * channel is counted, too: the numbers are an upper bound.
 *
 * @param sessions open at the end
 * @param sharesEach accepted shares of each, 1 to 9
 * @param whenOpen runs when all are open, before the memory is measured
 */
record SessionsCase(int sessions, int sharesEach, Runnable whenOpen) {
    private static final String ADDRESS = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    private static final Difficulty EVERY_HASH = Difficulty.of("0.0000000001");
    private static final int TRANSACTIONS = 2_000;
    private static final int AT_ONCE = 500;
    private static final long WAIT_SECONDS = 60;
    private static final long IDLE_HOURS = 2;
    private static final double MIB = 1 << 20;

    BenchResult run() throws IOException, InterruptedException {
        StratumLimits limits = StratumLimits.builder()
                .maxConnections(Math.max(sessions, AT_ONCE))
                .idleMillis((int) TimeUnit.HOURS.toMillis(IDLE_HOURS))
                .build();
        LocalV1FrontEnd frontEnd =
                new LocalV1FrontEnd(limits, Runtime.getRuntime().availableProcessors());
        EventLoopGroup miners = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("bench-miners", true), LocalIoHandler.newFactory());
        try (TempDirectory data = TempDirectory.in(null);
                MockNode node = new MockNode(
                        MockNodeConfig.of(Network.BITCOIN, TRANSACTIONS, MockNodeConfig.DIFFICULTY_1_BITS))) {
            node.start();
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(ADDRESS)
                    .fixedDifficulty(EVERY_HASH)
                    .difficultyBounds(EVERY_HASH, EVERY_HASH)
                    .journal(FileJournal.open(data.path().resolve("journal"), JournalConfig.defaults()))
                    .frontEnd(frontEnd)
                    .build()) {
                pool.start();
                try {
                    return measure(frontEnd, miners);
                } finally {
                    miners.shutdownGracefully(0, WAIT_SECONDS, TimeUnit.SECONDS)
                            .awaitUninterruptibly(WAIT_SECONDS, TimeUnit.SECONDS);
                }
            }
        }
    }

    private BenchResult measure(LocalV1FrontEnd frontEnd, EventLoopGroup miners) throws InterruptedException {
        open(frontEnd, miners, 0, 1); // loads the classes
        long heapBefore = heapAfterCollection();
        long residentBefore = Machine.residentBytes();
        long begin = System.nanoTime();
        open(frontEnd, miners, 1, sessions);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long residentPeak = Machine.residentBytes();
        long heap = heapAfterCollection();
        whenOpen.run();
        int opened = Math.max(1, sessions - 1);
        return new BenchResult("sessions")
                .parameter("sessions", sessions)
                .parameter("sharesEach", sharesEach)
                .parameter("maxHeapMiB", Math.round(Runtime.getRuntime().maxMemory() / MIB))
                .number("connections", frontEnd.connections())
                .number("openedPerSecond", Math.round(opened / seconds))
                .number("residentMiB", Math.round(Machine.residentBytes() / MIB))
                .number("residentBeforeCollectionMiB", Math.round(residentPeak / MIB))
                .number("residentWithoutSessionsMiB", Math.round(residentBefore / MIB))
                .number("heapMiB", Math.round(heap / MIB))
                .number("heapWithoutSessionsMiB", Math.round(heapBefore / MIB))
                .number("heapBytesPerSession", (heap - heapBefore) / opened)
                .number("residentBytesPerSession", (Machine.residentBytes() - residentBefore) / opened)
                .number(
                        "nettyDirectMiB",
                        Math.round(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() / MIB));
    }

    /** Opens sessions {@code from} to {@code to}, exclusive, and waits until each has its shares accepted. */
    private void open(LocalV1FrontEnd frontEnd, EventLoopGroup miners, int from, int to) throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicReference<String> trouble = new AtomicReference<>("");
        AtomicInteger number = new AtomicInteger(from);
        Bootstrap bootstrap = new Bootstrap()
                .group(miners)
                .channel(LocalChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        String worker = ADDRESS + ".rig" + number.getAndIncrement();
                        channel.pipeline().addLast(new LocalMiner(worker, sharesEach, problem -> {
                            if (!problem.isEmpty()) {
                                trouble.compareAndSet("", problem);
                            }
                            places.release();
                        }));
                    }
                });
        for (int i = from; i < to; i++) {
            take(places, 1, trouble);
            // without a name of its own a channel takes 32 bits of hash, and two of 100,000 may be the same
            bootstrap
                    .connect(frontEnd.address(), new LocalAddress("miner-" + i))
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            trouble.compareAndSet("", String.valueOf(connected.cause()));
                            places.release();
                        }
                    });
        }
        take(places, AT_ONCE, trouble);
    }

    private static void take(Semaphore places, int count, AtomicReference<String> trouble) throws InterruptedException {
        if (!places.tryAcquire(count, WAIT_SECONDS, TimeUnit.SECONDS) || !"".equals(trouble.get())) {
            throw new IllegalStateException("sessions did not come about: " + trouble.get() + " ("
                    + places.availablePermits() + " of " + AT_ONCE + " places are free)");
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
