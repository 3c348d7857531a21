package io.otedama.event;

import io.otedama.error.ErrorHandler;
import io.otedama.internal.NamedThreadFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Carries events to listeners on one thread. Publishing never blocks: when listeners fall behind, events are dropped. */
public final class EventBus implements AutoCloseable {
    /** Events that may wait for slow listeners; one more is dropped and reported. */
    public static final int MAX_WAITING = 4096;

    private static final long CLOSE_WAIT_MS = 2_000;

    private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();
    private final ErrorHandler errors;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            new NamedThreadFactory("otedama-events"));

    public EventBus(ErrorHandler errors) {
        this.errors = errors;
        thread.allowCoreThreadTimeOut(true);
    }

    public void add(PoolListener listener) {
        listeners.add(listener);
    }

    public void remove(PoolListener listener) {
        listeners.remove(listener);
    }

    /** Any thread. */
    public void publish(PoolEvent event) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> deliver(event));
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                errors.onError("events: listeners are " + MAX_WAITING + " events behind, dropped " + event, e, false);
            }
        }
    }

    private void deliver(PoolEvent event) {
        for (PoolListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException | Error e) {
                errors.onError("listener " + listener.getClass().getName(), e, false);
            }
        }
    }

    /** Delivers what waits, for a short while. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
