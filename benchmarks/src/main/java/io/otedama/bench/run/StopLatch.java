package io.otedama.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that serves wait until the process is told to stop (SIGINT, SIGTERM), and the process wait until the
 * command has ended. Any thread.
 */
public final class StopLatch implements AutoCloseable {
    private static final long CLEAN_UP_SECONDS = 20;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** One that listens to the signals of this process. */
    public static StopLatch ofProcess() {
        StopLatch latch = new StopLatch();
        Runtime.getRuntime().addShutdownHook(new Thread(latch::stopAndWait, "otedama-bench-stop"));
        return latch;
    }

    /** Asks the command to end. */
    public void request() {
        requested.countDown();
    }

    /** Blocks until somebody asks. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** The command has ended. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void stopAndWait() {
        request();
        try {
            if (!ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
