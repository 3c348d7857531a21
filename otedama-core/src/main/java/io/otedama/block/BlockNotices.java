package io.otedama.block;

import io.otedama.error.ErrorHandler;
import io.otedama.job.Solution;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** Passes what happens to blocks on to the listener, in order, on a thread of its own: it may wait, submission may not. */
final class BlockNotices {
    private final BlockListener listener;
    private final ErrorHandler errors;
    private final ThreadPoolExecutor thread = BlockSubmission.executor("otedama-block-notices");

    BlockNotices(BlockListener listener, ErrorHandler errors) {
        this.listener = listener;
        this.errors = errors;
    }

    /** Completes when the listener's journal has it. */
    CompletableFuture<?> onFound(Solution solution) {
        CompletableFuture<Object> recorded = new CompletableFuture<>();
        pass(solution, () -> {
            var unused = listener.onFound(solution).thenRun(() -> recorded.complete(solution));
        });
        return recorded;
    }

    BlockClaim claim(Solution solution) {
        return listener.claim(solution);
    }

    CompletableFuture<?> onRecovered(BlockClaim claim) {
        return listener.onRecovered(claim);
    }

    void onSubmitted(Solution solution, SubmissionReport report) {
        pass(solution, () -> listener.onSubmitted(solution, report));
    }

    private void pass(Solution solution, Runnable notice) {
        try {
            thread.execute(() -> guarded(solution, notice));
        } catch (RejectedExecutionException e) {
            errors.onError("block " + solution.blockHash() + ": too many notices wait", e, false);
        }
    }

    private void guarded(Solution solution, Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException e) {
            errors.onError("listener of block " + solution.blockHash(), e, false);
        }
    }

    void close() {
        BlockSubmission.await(thread);
    }
}
