package io.otedama;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Closes parts one after the other whatever one of them throws. */
final class AutoCloseableQuietly {
    private AutoCloseableQuietly() {}

    static void close(@Nullable AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Pool.class).warn("{} did not close cleanly", part, e);
        }
    }
}
