package io.otedama.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map with a hard bound. What comes when it is full takes the place of the least interesting of a few entries, so that a
 * flood of strangers forgets strangers, and not those who have made themselves a name. Any thread: the map is divided into
 * shelves with a lock each, held for some hundred nanoseconds.
 *
 * <pre>
 *   key --hash--&gt; shelf:  slot slot slot … slot slot
 *                           \-- a new key: of {@value #SAMPLE} across the shelf, the first without interest, else the one of
 *                               least interest, makes room; the hand moves on
 * </pre>
 */
final class BoundedTable<K, E extends BoundedTable.Ranked> {
    /** Entries that are looked at for one to forget. */
    static final int SAMPLE = 16;

    /** From one of them to the next, so that those who came together are not looked at together; a prime. */
    private static final int STRIDE = 7_919;

    private static final int MAX_SHELVES = 16;
    private static final int LEAST_PER_SHELF = 1_024;

    /** How much would be lost by forgetting an entry. */
    interface Ranked {
        /**
         * @return 0 when nothing would be lost
         */
        long interest(long nowNs, long nowMillis);
    }

    private record Slot<K, E>(K key, E entry) {}

    private final class Shelf {
        private final int max;
        private final Map<K, Slot<K, E>> byKey = new HashMap<>();
        private final List<Slot<K, E>> slots = new ArrayList<>();
        private int hand;

        private Shelf(int max) {
            this.max = max;
        }

        synchronized @Nullable E find(K key) {
            Slot<K, E> slot = byKey.get(key);
            return slot == null ? null : slot.entry();
        }

        synchronized E get(K key, Function<K, E> maker, long nowNs, long nowMillis) {
            Slot<K, E> slot = byKey.get(key);
            if (slot == null) {
                slot = new Slot<>(key, maker.apply(key));
                if (slots.size() < max) {
                    slots.add(slot);
                } else {
                    Slot<K, E> old = slots.set(leastInteresting(nowNs, nowMillis), slot);
                    byKey.remove(old.key());
                    onForgotten.accept(old.entry());
                }
                byKey.put(key, slot);
            }
            return slot.entry();
        }

        private int leastInteresting(long nowNs, long nowMillis) {
            int best = hand;
            long least = Long.MAX_VALUE;
            for (int i = 0; i < Math.min(SAMPLE, slots.size()) && least > 0; i++) {
                long interest = slots.get(hand).entry().interest(nowNs, nowMillis);
                if (interest < least) {
                    least = interest;
                    best = hand;
                }
                hand = (hand + STRIDE) % slots.size();
            }
            return best;
        }

        synchronized List<Slot<K, E>> copy() {
            return new ArrayList<>(slots);
        }

        synchronized int size() {
            return slots.size();
        }
    }

    private final Consumer<E> onForgotten;
    private final List<Shelf> shelves = new ArrayList<>();

    /**
     * @param max entries at one time, at least 1
     * @param onForgotten hears of each entry that made room; must not use this table
     */
    BoundedTable(int max, Consumer<E> onForgotten) {
        this.onForgotten = onForgotten;
        int count = Math.max(1, Math.min(MAX_SHELVES, max / LEAST_PER_SHELF));
        for (int i = 0; i < count; i++) {
            shelves.add(new Shelf(max / count));
        }
    }

    /** The entry of the key, null when it has none. */
    @Nullable
    E find(K key) {
        return shelf(key).find(key);
    }

    /** The entry of the key, made when it has none. */
    E get(K key, Function<K, E> maker, long nowNs, long nowMillis) {
        return shelf(key).get(key, maker, nowNs, nowMillis);
    }

    /** Every entry that is there all the while; others perhaps. */
    void forEach(Consumer<E> action) {
        for (Shelf shelf : shelves) {
            shelf.copy().forEach(slot -> action.accept(slot.entry()));
        }
    }

    int size() {
        return shelves.stream().mapToInt(Shelf::size).sum();
    }

    private Shelf shelf(K key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return shelves.get((hash >>> 16) % shelves.size());
    }
}
