package io.otedama.stratum.client;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The event loop of a client that was given none: one daemon thread, which has ended when {@link #close} returns. */
public final class OwnLoop {
    private static final class Factory extends DefaultThreadFactory {
        private volatile @Nullable Thread thread;

        Factory(String name) {
            super(name, true);
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread made = super.newThread(task);
            thread = made;
            return made;
        }
    }

    private final Factory factory;
    private final EventLoopGroup group;

    OwnLoop() {
        this("stratum-client");
    }

    /** @param threadName of its one thread */
    public OwnLoop(String threadName) {
        factory = new Factory(threadName);
        group = new MultiThreadIoEventLoopGroup(1, factory, NioIoHandler.newFactory());
    }

    public EventLoop loop() {
        return group.next();
    }

    /**
     * Ends the thread.
     *
     * @param waitSeconds how long to wait for that; 0 only begins, as it must on the thread itself
     */
    public void close(long waitSeconds) {
        var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        Thread thread = factory.thread;
        if (thread == null || waitSeconds == 0) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(waitSeconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
