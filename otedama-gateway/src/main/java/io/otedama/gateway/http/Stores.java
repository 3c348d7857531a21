package io.otedama.gateway.http;

import io.otedama.gateway.view.Cursor;
import io.otedama.gateway.view.Page;
import io.otedama.gateway.view.PoolSource;
import io.otedama.spi.PoolQuery;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Pages of the pool's store. */
final class Stores {
    private Stores() {}

    /** Rows newest first, from before a number. */
    @FunctionalInterface
    interface Question<T> {
        List<T> ask(long before, int limit);
    }

    /**
     * @throws ProblemException when the pool has none
     */
    static PoolQuery of(PoolSource pool) {
        return pool.query()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_STORE, "This is told from the pool's store, and it keeps none (--data)"));
    }

    /**
     * @param number that pages go by
     */
    static <T, V> Page<V> page(
            ApiRequest request, Question<T> question, ToLongFunction<T> number, Function<T, V> view) {
        String cursor = request.cursor();
        long before = cursor == null ? PoolQuery.NEWEST : ApiRequest.valid(() -> Cursor.number(cursor));
        int limit = request.limit();
        List<T> rows = question.ask(before, limit);
        List<V> items = rows.stream().map(view).toList();
        // a full last page is followed by an empty one: asking for one row more would double the pages that are cached
        return rows.size() < limit
                ? Page.whole(items)
                : new Page<>(items, Cursor.ofNumber(number.applyAsLong(rows.get(rows.size() - 1))));
    }
}
