package io.otedama.stratum.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one server: a few that accept, and one event loop per core that reads and writes. Uses epoll where the
 * machine has it, else NIO.
 *
 * <pre>
 *   name-accept-1..a   listening sockets; hand each connection to the next loop
 *   name-loop-1..n     connections, for their whole life
 * </pre>
 */
public final class EventLoops implements AutoCloseable {
    /** How long {@link #close()} waits for tasks under way. */
    public static final long CLOSE_SECONDS = 10;

    private final boolean epoll;
    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    /**
     * @param name prefix of the thread names
     * @param preferNative false to use NIO even where epoll works
     */
    public EventLoops(String name, int acceptThreads, int loops, boolean preferNative) {
        this.epoll = preferNative && Epoll.isAvailable();
        // without SO_REUSEPORT there is one listening socket, which one thread serves
        int listeners = epoll ? acceptThreads : 1;
        this.acceptors = new MultiThreadIoEventLoopGroup(listeners, threads(name + "-accept"), io());
        this.workers = new MultiThreadIoEventLoopGroup(loops, threads(name + "-loop"), io());
    }

    private ThreadFactory threads(String prefix) {
        ThreadFactory factory = new DefaultThreadFactory(prefix, true);
        return task -> {
            Thread thread = factory.newThread(task);
            threads.add(thread);
            return thread;
        };
    }

    private IoHandlerFactory io() {
        return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    public boolean isEpoll() {
        return epoll;
    }

    EventLoopGroup acceptors() {
        return acceptors;
    }

    EventLoopGroup workers() {
        return workers;
    }

    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The loops that serve connections. */
    public List<EventLoop> loops() {
        List<EventLoop> loops = new ArrayList<>();
        for (EventExecutor executor : workers) {
            loops.add((EventLoop) executor);
        }
        return loops;
    }

    /** Ends the threads and waits for their end; called from outside them. */
    @Override
    public void close() {
        Future<?> acceptorsEnd = acceptors.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        Future<?> workersEnd = workers.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        acceptorsEnd.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        workersEnd.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        // a loop has terminated a little before its thread has
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= !join(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
