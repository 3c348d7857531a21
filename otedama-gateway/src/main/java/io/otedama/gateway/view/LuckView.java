package io.otedama.gateway.view;

import io.otedama.spi.StoredRound;
import java.util.ArrayList;
import java.util.List;

/**
 * Luck over the last rounds that ended: blocks found over blocks that the work done finds on average. Above 100 % is lucky.
 */
public record LuckView(List<PoolView.Luck> items) {
    /** Rounds that luck is told over, when there are as many. */
    public static final List<Integer> ROUNDS = List.of(1, 8, 32, 128);

    /** Most rounds that it looks at, and the one that goes on. */
    public static final int NEEDED = 129;

    /**
     * @param rounds newest first; the one that goes on does not count
     */
    public static LuckView of(List<StoredRound> rounds) {
        List<StoredRound> ended = rounds.stream()
                .filter(round -> round.block() != null && round.luckPpm() > 0)
                .toList();
        List<PoolView.Luck> items = new ArrayList<>();
        for (int count : ROUNDS) {
            if (ended.size() >= count) {
                items.add(over(ended.subList(0, count)));
            }
        }
        return new LuckView(List.copyOf(items));
    }

    /** Over the longest of these that there are rounds for. */
    public static PoolView.Luck longest(List<StoredRound> rounds) {
        List<PoolView.Luck> items = of(rounds).items;
        return items.isEmpty() ? PoolView.Luck.NONE : items.get(items.size() - 1);
    }

    private static PoolView.Luck over(List<StoredRound> rounds) {
        double efforts = rounds.stream()
                .mapToDouble(round -> round.luckPpm() / 1_000_000.0)
                .sum();
        return new PoolView.Luck(rounds.size(), DifficultyWords.percent(rounds.size(), efforts));
    }
}
