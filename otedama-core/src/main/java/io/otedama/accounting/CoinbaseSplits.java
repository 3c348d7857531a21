package io.otedama.accounting;

import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.spi.SplitRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Whom the coinbases of recent jobs pay directly. Bounded: the oldest leave; a found block takes its own along. */
final class CoinbaseSplits {
    /** Splits that are kept; hours of jobs. */
    static final int MAX_KEPT = 2_048;

    private final LinkedHashMap<Long, Map<Integer, Long>> byId = new LinkedHashMap<>();
    private long lastId;

    CoinbaseSplits() {}

    void add(SplitRecord record) {
        TreeMap<Integer, Long> amounts = new TreeMap<>();
        for (int i = 0; i < record.entries(); i++) {
            amounts.merge(record.account(i), record.amount(i), Math::addExact);
        }
        put(record.splitId(), amounts);
    }

    private void put(long id, Map<Integer, Long> amounts) {
        byId.put(id, amounts);
        lastId = Math.max(lastId, id);
        if (byId.size() > MAX_KEPT) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    /** Amounts by account; empty when the split is unknown or pays nobody. */
    Map<Integer, Long> amounts(long splitId) {
        return byId.getOrDefault(splitId, Map.of());
    }

    /** The greatest id there ever was. */
    long lastId() {
        return lastId;
    }

    void write(StateWriter out) {
        out.putLong(lastId).putInt(byId.size());
        byId.forEach((id, amounts) -> {
            out.putLong(id).putInt(amounts.size());
            amounts.forEach((account, amount) -> out.putInt(account).putLong(amount));
        });
    }

    void read(StateReader in) {
        long last = in.getLong();
        for (int i = in.getInt(); i > 0; i--) {
            long id = in.getLong();
            TreeMap<Integer, Long> amounts = new TreeMap<>();
            for (int entry = in.getInt(); entry > 0; entry--) {
                amounts.put(in.getInt(), in.getLong());
            }
            put(id, amounts);
        }
        lastId = last;
    }
}
