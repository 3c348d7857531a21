package io.otedama.gateway.view;

import org.jspecify.annotations.Nullable;

/** Moments in JSON: milliseconds since 1970. */
final class Times {
    private Times() {}

    /** The engine says 0 for never, JSON says null. */
    static @Nullable Long orNull(long epochMillis) {
        return epochMillis <= 0 ? null : epochMillis;
    }
}
