package io.otedama.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the threads that an action started and no others, whatever tests run beside it: threads inherit the group of the one
 * that starts them.
 */
public final class OwnThreads {
    private final ThreadGroup group = new ThreadGroup("own-threads");

    public OwnThreads() {}

    /** Runs it on a thread of the group and waits. */
    public void run(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(group, () -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        done.join();
    }

    /** Names of the pool's threads that still live. */
    public List<String> alive() {
        Thread[] threads = new Thread[256];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(Objects::nonNull)
                .map(Thread::getName)
                .filter(name -> name.startsWith("otedama-"))
                .sorted()
                .toList();
    }
}
