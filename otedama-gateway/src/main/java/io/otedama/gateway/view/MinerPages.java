package io.otedama.gateway.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pages of accounts: by name, or the fastest first. Cursors hold their place as those of workers do. */
public final class MinerPages {
    /** What they are sorted by, as written in a query. */
    public static final List<String> SORTS = List.of("hashrate", "account");

    private static final Comparator<MinerView.Row> BY_ACCOUNT = Comparator.comparing(MinerView.Row::account);
    private static final Comparator<MinerView.Row> BY_HASHRATE =
            Comparator.comparingDouble(MinerView.Row::hashrate).reversed().thenComparing(MinerView.Row::account);

    private MinerPages() {}

    /**
     * @param search part of a name, any case; empty: all
     * @throws IllegalArgumentException when the cursor is not one of this order
     */
    public static Page<MinerView.Row> page(
            PoolPicture picture, String sort, String search, @Nullable String cursor, int limit) {
        Comparator<MinerView.Row> order = sort.equals("account") ? BY_ACCOUNT : BY_HASHRATE;
        MinerView.Row after = cursor == null ? null : parse(cursor, sort);
        String wanted = search.toLowerCase(Locale.ROOT);
        List<MinerView.Row> rows = picture.miners().values().stream()
                .filter(miner -> miner.account().toLowerCase(Locale.ROOT).contains(wanted))
                .map(MinerTotals::row)
                .filter(row -> after == null || order.compare(row, after) > 0)
                .sorted(order)
                .limit(limit + 1L)
                .toList();
        if (rows.size() <= limit) {
            return Page.whole(rows);
        }
        List<MinerView.Row> items = new ArrayList<>(rows.subList(0, limit));
        MinerView.Row last = items.get(limit - 1);
        return new Page<>(items, Cursor.of(sort, Double.toString(last.hashrate()), last.account()));
    }

    private static MinerView.Row parse(String cursor, String sort) {
        List<String> parts = Cursor.parts(cursor, 3);
        if (!parts.get(0).equals(sort)) {
            throw new IllegalArgumentException("the cursor is of another order");
        }
        return new MinerView.Row(parts.get(2), 0, 0, Double.parseDouble(parts.get(1)), 0, 0, null);
    }
}
