package io.otedama.gateway.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of many.
 *
 * @param next cursor of those that follow, null when there are none
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** All there are. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
