package io.otedama;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Closes parts one after the other whatever one of them throws; passes over what has no end. */
final class AutoCloseableQuietly {
    private AutoCloseableQuietly() {}

    static void close(@Nullable Object part) {
        if (!(part instanceof AutoCloseable closeable)) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Pool.class).warn("{} did not close cleanly", part, e);
        }
    }
}
