package io.otedama.gateway.view;

import io.otedama.WorkerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pages of workers. A cursor carries the sort key and the name of the last worker shown, so it holds its place while workers
 * come and go; one whose key changes meanwhile may be seen twice or not at all.
 */
public final class WorkerPages {
    private WorkerPages() {}

    /**
     * @param search part of a name or an account, any case; empty: all
     * @param cursor of the page before, or null
     * @throws IllegalArgumentException when the cursor is not one of this order
     */
    public static Page<WorkerView> page(
            List<WorkerSnapshot> ascending,
            WorkerOrder order,
            boolean descending,
            String search,
            @Nullable String cursor,
            int limit) {
        String wanted = search.toLowerCase(Locale.ROOT);
        Position after = cursor == null ? null : Position.parse(cursor, order, descending);
        List<WorkerView> items = new ArrayList<>();
        WorkerSnapshot last = null;
        for (int i = 0; i < ascending.size(); i++) {
            WorkerSnapshot worker = ascending.get(descending ? ascending.size() - 1 - i : i);
            if ((after != null && !after.isBefore(worker)) || !matches(worker, wanted)) {
                continue;
            }
            if (last != null && items.size() == limit) {
                return new Page<>(items, Position.of(last, order, descending).text());
            }
            items.add(WorkerView.of(worker));
            last = worker;
        }
        return Page.whole(items);
    }

    private static boolean matches(WorkerSnapshot worker, String wanted) {
        return wanted.isEmpty()
                || worker.name().toLowerCase(Locale.ROOT).contains(wanted)
                || worker.account().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** A place between two workers of one order. */
    private record Position(WorkerOrder order, boolean descending, long key, String name) {
        static Position of(WorkerSnapshot worker, WorkerOrder order, boolean descending) {
            return new Position(order, descending, order.key(worker), worker.name());
        }

        static Position parse(String cursor, WorkerOrder order, boolean descending) {
            List<String> parts = Cursor.parts(cursor, 4);
            if (!parts.get(0).equals(order.word()) || !parts.get(1).equals(String.valueOf(descending))) {
                throw new IllegalArgumentException("the cursor is of another order");
            }
            return new Position(order, descending, Long.parseLong(parts.get(2)), parts.get(3));
        }

        String text() {
            return Cursor.of(order.word(), String.valueOf(descending), Long.toString(key), name);
        }

        boolean isBefore(WorkerSnapshot worker) {
            int byKey = Long.compare(order.key(worker), key);
            int place = byKey != 0 ? byKey : worker.name().compareTo(name);
            return descending ? place < 0 : place > 0;
        }
    }
}
