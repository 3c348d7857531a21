package io.otedama.ledger;

import io.otedama.chain.Hash256;
import io.otedama.spi.BlockRecord;
import io.otedama.spi.BlockRecord.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every block the pool found, unique by hash, with its latest status. One thread. */
public final class BlockBook {
    private final Map<Hash256, Entry> byHash = new LinkedHashMap<>();

    public BlockBook() {}

    /** Takes a status. A block that is found again is still one block, and keeps what the chain said about it. */
    public void apply(BlockRecord record) {
        if (record.status() == Status.FOUND) {
            byHash.putIfAbsent(record.hash(), Entry.of(record));
        } else {
            byHash.put(record.hash(), Entry.of(record));
        }
    }

    public void write(StateWriter out) {
        out.putInt(byHash.size());
        for (Entry e : byHash.values()) {
            out.putHash(e.hash).putInt(e.height).putText(e.status.name()).putInt(e.workerId);
            out.putLong(e.jobNumber)
                    .putLong(e.foundMillis)
                    .putLong(e.coinbaseValue)
                    .putLong(e.splitId);
        }
    }

    /** Continues where {@link #write} was; on a new book. */
    public void read(StateReader in) {
        for (int i = in.getInt(); i > 0; i--) {
            Entry entry = new Entry(
                    in.getHash(),
                    in.getInt(),
                    Status.valueOf(in.getText()),
                    in.getInt(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong(),
                    in.getLong());
            byHash.put(entry.hash, entry);
        }
    }

    public @Nullable Entry find(Hash256 hash) {
        return byHash.get(hash);
    }

    /** A copy, in the order they were found. */
    public List<Entry> list() {
        return new ArrayList<>(byHash.values());
    }

    /** Sum of the coinbase values of all blocks that are in the chain or mature; base units. */
    public long earned() {
        long sum = 0;
        for (Entry entry : byHash.values()) {
            if (entry.status == Status.IN_CHAIN || entry.status == Status.MATURE) {
                sum = Math.addExact(sum, entry.coinbaseValue);
            }
        }
        return sum;
    }

    /**
     * One block.
     *
     * @param foundMillis time of the record that gave this status
     * @param coinbaseValue base units
     * @param splitId whom its coinbase pays
     */
    public record Entry(
            Hash256 hash,
            int height,
            Status status,
            int workerId,
            long jobNumber,
            long foundMillis,
            long coinbaseValue,
            long splitId) {
        static Entry of(BlockRecord r) {
            return new Entry(
                    r.hash(),
                    r.height(),
                    r.status(),
                    r.workerId(),
                    r.jobNumber(),
                    r.epochMillis(),
                    r.coinbaseValue(),
                    r.splitId());
        }
    }
}
