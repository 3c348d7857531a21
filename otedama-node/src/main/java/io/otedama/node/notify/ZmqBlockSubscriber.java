package io.otedama.node.notify;

import io.otedama.error.ErrorHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Listens to the {@code zmqpubhashblock} publishers of one or several nodes. One thread of ours plus two of the ZMQ
 * library, all daemon and gone after {@link #close}. The library connects and reconnects by itself; a node that is away
 * is no error here. What was lost meanwhile shows as a gap in the sequence, and polling finds it anyway.
 */
public final class ZmqBlockSubscriber implements AutoCloseable {
    private static final String THREAD = "otedama-node-zmq";

    /** Longest time until the thread sees that it should end. */
    private static final long POLL_MS = 100;

    /** Pause after something nobody expected. */
    private static final long RESTART_MS = 1_000;

    private static final long CLOSE_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(5);

    private final List<String> addresses;
    private final TipListener listener;
    private final ErrorHandler errors;
    private final CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * @param addresses for example {@code tcp://127.0.0.1:28332}
     * @param listener called on this subscriber's thread
     */
    public ZmqBlockSubscriber(List<String> addresses, TipListener listener, ErrorHandler errors) {
        this.addresses = List.copyOf(addresses);
        this.listener = listener;
        this.errors = errors;
    }

    /** Begins to listen; does nothing when there is no address. */
    public void start() {
        if (addresses.isEmpty()) {
            return;
        }
        Thread t = new Thread(this::run, THREAD);
        t.setDaemon(true);
        thread = t;
        t.start();
    }

    private void run() {
        try {
            do {
                listenSafely();
            } while (!stop.await(RESTART_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenSafely() {
        try (ZContext context = new ZContext(1)) {
            context.setLinger(0);
            context.setThreadFactor(ZmqBlockSubscriber::libraryThread);
            listen(context);
        } catch (RuntimeException e) {
            errors.onError(THREAD, e, false);
        }
    }

    private void listen(ZContext context) {
        List<ZmqBlockFeed> feeds = new ArrayList<>();
        ZMQ.Poller poller = context.createPoller(addresses.size());
        for (String address : addresses) {
            ZmqBlockFeed feed = new ZmqBlockFeed(context, address, listener);
            feeds.add(feed);
            poller.register(feed.socket(), ZMQ.Poller.POLLIN);
        }
        while (stop.getCount() > 0) {
            poller.poll(POLL_MS);
            for (int i = 0; i < feeds.size(); i++) {
                if (poller.pollin(i)) {
                    feeds.get(i).receiveAll();
                }
            }
        }
    }

    private static Thread libraryThread(Runnable task, String name) {
        Thread t = new Thread(task, THREAD + "-" + name);
        t.setDaemon(true);
        return t;
    }

    /** Ends the threads; returns when they are gone, after {@value #POLL_MS} ms as a rule. Call it from another thread. */
    @Override
    public void close() {
        stop.countDown();
        Thread t = thread;
        if (t == null) {
            return;
        }
        try {
            t.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
