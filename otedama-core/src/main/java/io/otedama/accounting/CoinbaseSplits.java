package io.otedama.accounting;

import io.otedama.job.JobTable;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.spi.ClientClass;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.SplitRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Whom the coinbases of recent jobs pay directly. Bounded: the oldest leave; a found block takes its own along. */
final class CoinbaseSplits {
    /** Splits that are kept: one for every client class of every job whose solutions still count. */
    static final int MAX_KEPT = JobTable.MAX_JOBS * ClientClass.all().size();

    private static final Split NOBODY = new Split(false, Map.of(), Map.of());

    private final LinkedHashMap<Long, Split> byId = new LinkedHashMap<>();
    private long lastId;

    CoinbaseSplits() {}

    void add(SplitRecord record) {
        TreeMap<Integer, Long> shares = new TreeMap<>();
        TreeMap<Integer, Long> carried = new TreeMap<>();
        for (int i = 0; i < record.entries(); i++) {
            add(shares, record.account(i), record.amount(i) - record.carried(i));
            add(carried, record.account(i), record.carried(i));
        }
        put(record.splitId(), new Split(record.isRestToOwner(), shares, carried));
    }

    private static void add(Map<Integer, Long> amounts, int account, long amount) {
        if (amount > 0) { // who is paid a debt only is no direct payee of the block
            amounts.merge(account, amount, Math::addExact);
        }
    }

    private void put(long id, Split split) {
        byId.put(id, split);
        lastId = Math.max(lastId, id);
        if (byId.size() > MAX_KEPT) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    private Split find(long splitId) {
        return byId.getOrDefault(splitId, NOBODY);
    }

    /** Shares of the block by account; empty when the split is unknown or pays nobody. */
    Map<Integer, Long> shares(long splitId) {
        return find(splitId).shares;
    }

    /** What is paid beside, of debts, by account. */
    Map<Integer, Long> carried(long splitId) {
        return find(splitId).carried;
    }

    /** Whether the finder gets what the split leaves. */
    boolean isRestToOwner(long splitId) {
        return splitId == CoinbaseSplitSource.OWNER_SPLIT || find(splitId).restToOwner;
    }

    /** The greatest id there ever was. */
    long lastId() {
        return lastId;
    }

    void write(StateWriter out) {
        out.putLong(lastId).putInt(byId.size());
        byId.forEach((id, split) -> {
            out.putLong(id).putBoolean(split.restToOwner);
            write(out, split.shares);
            write(out, split.carried);
        });
    }

    static void write(StateWriter out, Map<Integer, Long> amounts) {
        out.putInt(amounts.size());
        amounts.forEach((account, amount) -> out.putInt(account).putLong(amount));
    }

    void read(StateReader in) {
        long last = in.getLong();
        for (int i = in.getInt(); i > 0; i--) {
            put(in.getLong(), new Split(in.getBoolean(), readAmounts(in), readAmounts(in)));
        }
        lastId = last;
    }

    static Map<Integer, Long> readAmounts(StateReader in) {
        TreeMap<Integer, Long> amounts = new TreeMap<>();
        for (int i = in.getInt(); i > 0; i--) {
            amounts.put(in.getInt(), in.getLong());
        }
        return amounts;
    }

    private record Split(boolean restToOwner, Map<Integer, Long> shares, Map<Integer, Long> carried) {}
}
