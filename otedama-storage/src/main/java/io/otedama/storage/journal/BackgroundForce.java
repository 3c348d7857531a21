package io.otedama.storage.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Calls a task in even distances on a thread of its own, until it is stopped. */
final class BackgroundForce implements AutoCloseable {
    private final long windowNanos;
    private final Runnable task;
    private final Thread thread = new Thread(this::run, "otedama-journal-force");
    private volatile boolean stopped;

    BackgroundForce(Duration window, Runnable task) {
        this.windowNanos = window.toNanos();
        this.task = task;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, windowNanos);
            task.run();
        }
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
