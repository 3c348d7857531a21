package io.otedama.pipeline;

import com.lmax.disruptor.ExceptionHandler;
import io.otedama.error.ErrorHandler;
import java.util.concurrent.atomic.AtomicBoolean;

/** Halts every stage: nothing may be credited or answered behind a stage that failed. Tells once. Any stage's thread. */
final class FatalStop implements ExceptionHandler<ShareEvent> {
    private final AtomicBoolean failed;
    private final Runnable halt;
    private final ErrorHandler errors;

    FatalStop(AtomicBoolean failed, Runnable halt, ErrorHandler errors) {
        this.failed = failed;
        this.halt = halt;
        this.errors = errors;
    }

    @Override
    public void handleEventException(Throwable error, long sequence, ShareEvent event) {
        if (failed.compareAndSet(false, true)) {
            halt.run();
            errors.onError("pipeline, sequence " + sequence, error, true);
        }
    }

    @Override
    public void handleOnStartException(Throwable error) {
        handleEventException(error, -1, new ShareEvent());
    }

    @Override
    public void handleOnShutdownException(Throwable error) {
        errors.onError("pipeline shutdown", error, false);
    }
}
