package io.otedama.examples;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a command to end in order, and lets the process end with the command's own exit code when a signal (SIGINT,
 * SIGTERM) was what ended it. Any thread.
 *
 * <pre>
 *   signal --&gt; shutdown hook --request--&gt; command drains --finished(code)--&gt; hook halts with that code
 * </pre>
 */
final class StopSignal {
    private static final long DRAIN_SECONDS = 60;

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    /** One that listens to the signals of this process. */
    static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::drainAndHalt, "otedama-stop"));
        return signal;
    }

    /** Asks the command to end. */
    void request() {
        requested.complete(null);
    }

    boolean isRequested() {
        return requested.isDone();
    }

    /** Completes when somebody asks the command to end. */
    CompletableFuture<Void> requested() {
        return requested.copy();
    }

    /** The command has ended. */
    void finished(int code) {
        exitCode.complete(code);
    }

    /** Java would report the signal as exit code 143; a pool that drained has ended well. */
    private void drainAndHalt() {
        request();
        int code;
        try {
            code = exitCode.get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("not drained within " + DRAIN_SECONDS + " s, ends anyway");
            code = ExitCode.FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = ExitCode.FAILURE;
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
