package io.otedama.payment;

import io.otedama.error.ErrorHandler;
import io.otedama.spi.PoolClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes failures on to the error handler: the same one at most once in {@link #QUIET}. One thread at a time. */
final class Troubles {
    /** How long the same failure is not told again. */
    static final Duration QUIET = Duration.ofMinutes(10);

    private final String where;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private @Nullable String last;
    private long lastNs;

    Troubles(String where, PoolClock clock, ErrorHandler errors) {
        this.where = where;
        this.clock = clock;
        this.errors = errors;
    }

    synchronized void report(Exception error) {
        String message = String.valueOf(error.getMessage());
        long now = clock.nanoTime();
        if (!message.equals(last) || now - lastNs >= QUIET.toNanos()) {
            last = message;
            lastNs = now;
            errors.onError(where, error, false);
        }
    }

    /** The next failure is a new one. */
    synchronized void over() {
        last = null;
    }
}
