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
     */
    public record Entry(
            Hash256 hash,
            int height,
            Status status,
            int workerId,
            long jobNumber,
            long foundMillis,
            long coinbaseValue) {
        static Entry of(BlockRecord r) {
            return new Entry(
                    r.hash(), r.height(), r.status(), r.workerId(), r.jobNumber(), r.epochMillis(), r.coinbaseValue());
        }
    }
}
