package io.otedama.bench.load;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One run against one server, from the first connection to the last. Used by one thread, which waits while the event loops
 * work.
 *
 * <pre>
 *   connect -> premine -> measure (any number of times) -> storm (any number of times) -> close
 * </pre>
 */
public final class LoadRun implements AutoCloseable {
    private static final long LOOP_ANSWER_SECONDS = 600;
    private static final long DRAIN_SECONDS = 10;
    private static final long LOOK_NS = 2_000_000;
    private static final int SEED_BITS = 16;

    private final LoadPlan plan;
    private final ServerProcess server;
    private final IntFunction<@Nullable SocketAddress> addresses;
    private final EventLoopGroup group;
    private final List<LoadLoop> loops = new ArrayList<>();
    private final LoadLoop stormLoop;
    private final List<LoadMiner> miners = new ArrayList<>();
    private volatile Arrivals arrivals = new Arrivals(0);
    private volatile String trouble = "";
    private final long seed = System.nanoTime();

    public LoadRun(LoadPlan plan) {
        this(plan, new SourceAddresses(plan.sourceAddresses())::of);
    }

    /**
     * @param addresses where each miner comes from, instead of what the plan says; null: the system chooses
     */
    public LoadRun(LoadPlan plan, IntFunction<@Nullable SocketAddress> addresses) {
        this.plan = plan;
        this.server = new ServerProcess(plan.pids());
        this.addresses = addresses;
        boolean epoll = Epoll.isAvailable();
        this.group = new MultiThreadIoEventLoopGroup(
                plan.threads() + 1,
                new DefaultThreadFactory("load", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        Class<? extends Channel> type = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        for (int i = 0; i < plan.threads(); i++) {
            loops.add(newLoop(type, i));
        }
        stormLoop = newLoop(type, plan.threads());
    }

    private LoadLoop newLoop(Class<? extends Channel> type, int index) {
        EventLoop loop = group.next();
        return new LoadLoop(plan, loop, type, seed + index, miner -> arrivals.add(miner), why -> trouble = why);
    }

    /** How one crowd of miners came to work. */
    public record Crowd(int connections, double seconds, Histogram connectLatency, long residentBytes) {}

    /**
     * Connects everybody.
     *
     * @throws IllegalStateException when not all have work in time
     */
    public Crowd connect() {
        long resident = server.isKnown() ? server.residentBytes() : 0;
        Crowd crowd = gather(plan.connections(), plan.rampPerSecond(), miners, this::loopOf);
        for (LoadMiner miner : miners) {
            int index = miner.index;
            if (index < plan.slowReaders()) {
                ask(loopOf(index), loop -> {
                    miner.stopReading();
                    return 0;
                });
            } else {
                ask(loopOf(index), loop -> {
                    loop.enlist(miner);
                    return 0;
                });
            }
        }
        long grown = server.isKnown() ? server.residentBytes() - resident : 0;
        return new Crowd(crowd.connections(), crowd.seconds(), crowd.connectLatency(), grown);
    }

    private LoadLoop loopOf(int index) {
        return loops.get(index % loops.size());
    }

    /** Begins that many connections, at a rate or all at once; returns when all of them have work. */
    private Crowd gather(int count, int perSecond, List<LoadMiner> into, IntFunction<LoadLoop> placing) {
        Arrivals wanted = new Arrivals(count);
        arrivals = wanted;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int index = into.size();
            LoadLoop loop = placing.apply(index);
            ShareSource source = loop.newSource(seed + ((long) index << SEED_BITS) & Long.MAX_VALUE);
            LoadMiner miner = new LoadMiner(index, loop, source, plan.depth());
            into.add(miner);
            loop.eventLoop().execute(() -> loop.connect(miner, addresses.apply(index)));
            awaitNs(perSecond == 0 ? start : start + (long) ((i + 1) * 1e9 / perSecond));
        }
        if (!wanted.await(plan.connectSeconds())) {
            throw new IllegalStateException("only " + wanted.count() + " of " + count + " connections had work after "
                    + plan.connectSeconds() + " s" + (trouble.isEmpty() ? "" : "; the last that ended: " + trouble));
        }
        return new Crowd(count, (wanted.lastNs() - start) / 1e9, wanted.latency(), 0);
    }

    /** Finds shares for every connection before the clock runs; returns the seconds it took. */
    public double premine() {
        long start = System.nanoTime();
        if (plan.premine() > 0) {
            List<Future<?>> all = new ArrayList<>();
            for (LoadLoop loop : loops) {
                all.add(loop.eventLoop().submit(() -> loop.premine(plan.premine())));
            }
            all.forEach(LoadRun::await);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Lets everybody submit at that pace for so long; what was counted before is forgotten. */
    public Measurement measure(Pace pace, double seconds) {
        begin(pace);
        long start = System.nanoTime();
        long serverCpu = server.isKnown() ? server.cpuNs() : 0;
        long ownCpu = ownCpuNs();
        awaitNs(start + (long) (seconds * 1e9));
        Tally tally = begin(pace);
        long end = System.nanoTime();
        return new Measurement(
                pace,
                (end - start) / 1e9,
                tally,
                server.isKnown() ? server.cpuNs() - serverCpu : -1,
                ownCpuNs() - ownCpu);
    }

    /**
     * What a storm did.
     *
     * @param crowd the newcomers
     * @param established those who were there, while it lasted
     */
    public record Storm(Crowd crowd, Measurement established) {}

    /** That many newcomers all at once, on a loop of their own, while those who are there go on at their pace; the newcomers leave afterwards. */
    public Storm storm(Pace pace, int newcomers) {
        begin(pace);
        long start = System.nanoTime();
        long serverCpu = server.isKnown() ? server.cpuNs() : 0;
        long ownCpu = ownCpuNs();
        List<LoadMiner> crowd = new ArrayList<>();
        Crowd arrived = gather(newcomers, 0, crowd, index -> stormLoop);
        Tally tally = begin(pace);
        Measurement meanwhile = new Measurement(
                pace,
                (System.nanoTime() - start) / 1e9,
                tally,
                server.isKnown() ? server.cpuNs() - serverCpu : -1,
                ownCpuNs() - ownCpu);
        for (LoadMiner miner : crowd) {
            stormLoop.eventLoop().execute(miner::close);
        }
        return new Storm(arrived, meanwhile);
    }

    /** Jobs for new blocks that reached nearly all connections so far, in nanoseconds from the first connection to the last. */
    public List<Long> fanoutsNs() {
        List<FanoutLog> logs = new ArrayList<>();
        loops.forEach(loop -> logs.add(ask(loop, LoadLoop::fanout)));
        int atLeast = (plan.connections() - plan.slowReaders()) * 9 / 10;
        return FanoutLog.merge(logs, Math.max(1, atLeast)).stream()
                .map(FanoutLog.Wave::spreadNs)
                .toList();
    }

    /** Stops submitting and waits for the answers; returns how many never came. */
    public int drain() {
        return drainCounted().unanswered();
    }

    /**
     * The end of a phase, to the last answer.
     *
     * @param tally what has been counted since the phase was measured
     * @param unanswered submits whose answers never came
     */
    public record Rest(Tally tally, int unanswered) {}

    /** As {@link #drain}, and tells what came meanwhile: with the measurement before, every submit is accounted for. */
    public Rest drainCounted() {
        Tally since = begin(Pace.NONE);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        int left = outstanding();
        while (left > 0 && System.nanoTime() < end) {
            awaitNs(System.nanoTime() + LOOK_NS);
            left = outstanding();
        }
        since.add(begin(Pace.NONE));
        return new Rest(since, left);
    }

    private int outstanding() {
        int sum = 0;
        for (LoadLoop loop : loops) {
            sum += ask(loop, LoadLoop::outstanding);
        }
        return sum;
    }

    private Tally begin(Pace pace) {
        Tally sum = new Tally();
        loops.forEach(loop -> sum.add(ask(loop, l -> l.begin(pace, loops.size()))));
        return sum;
    }

    private static <T> T ask(LoadLoop loop, Function<LoadLoop, T> question) {
        Callable<T> call = () -> question.apply(loop);
        return await(loop.eventLoop().submit(call));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(LOOP_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the generator's event loop does not answer", e);
        }
    }

    private static void awaitNs(long deadlineNs) {
        long left = deadlineNs - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = deadlineNs - System.nanoTime();
        }
    }

    private static long ownCpuNs() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    @Override
    public void close() {
        loops.forEach(loop -> ask(loop, l -> {
            l.end();
            return 0;
        }));
        group.shutdownGracefully(0, DRAIN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
