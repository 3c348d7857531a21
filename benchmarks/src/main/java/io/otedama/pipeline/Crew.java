package io.otedama.pipeline;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that each run one task, all at the same time, as often as asked: the event loops of a pool. */
final class Crew implements AutoCloseable {
    private final List<Runnable> tasks;
    private final ExecutorService threads;

    Crew(List<? extends Runnable> tasks) {
        this.tasks = List.copyOf(tasks);
        this.threads = Executors.newFixedThreadPool(tasks.size());
    }

    /** Runs all tasks and waits for the last. */
    void run() throws InterruptedException, ExecutionException {
        List<? extends Future<?>> running = tasks.stream().map(threads::submit).toList();
        for (Future<?> task : running) {
            task.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
