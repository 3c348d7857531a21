package io.otedama.gateway.view;

import io.otedama.chain.Hash256;
import io.otedama.spi.PoolClock;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoredRound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest rounds of the store, read again every few seconds: what luck and the effort of blocks are told from. Any thread; the
 * one that reads holds up the others.
 */
public final class RoundBook {
    /** Rounds that are known; older blocks are shown without effort. */
    public static final int MAX_ROUNDS = 2_000;

    /** Age at which they are read again. */
    public static final long MAX_AGE_NS = 5_000_000_000L;

    private final PoolSource pool;
    private final PoolClock clock;
    private List<StoredRound> rounds = List.of();
    private Map<Hash256, StoredRound> byBlock = Map.of();
    private long readNs;
    private boolean read;

    public RoundBook(PoolSource pool, PoolClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Newest first, the one that goes on included; none without a store. */
    public synchronized List<StoredRound> newest() {
        refresh();
        return rounds;
    }

    /** The round that a block ended, or null. */
    public synchronized @Nullable StoredRound endedBy(Hash256 block) {
        refresh();
        return byBlock.get(block);
    }

    private void refresh() {
        long now = clock.nanoTime();
        if (read && now - readNs < MAX_AGE_NS) {
            return;
        }
        List<StoredRound> found = pool.query().map(RoundBook::read).orElse(List.of());
        Map<Hash256, StoredRound> index = new HashMap<>();
        for (StoredRound round : found) {
            Hash256 block = round.block();
            if (block != null) {
                index.put(block, round);
            }
        }
        rounds = found;
        byBlock = index;
        readNs = now;
        read = true;
    }

    private static List<StoredRound> read(PoolQuery query) {
        List<StoredRound> all = new ArrayList<>();
        long before = PoolQuery.NEWEST;
        while (all.size() < MAX_ROUNDS) {
            List<StoredRound> page = query.rounds(before, PoolQuery.MAX_PAGE);
            all.addAll(page);
            if (page.size() < PoolQuery.MAX_PAGE) {
                break;
            }
            before = page.get(page.size() - 1).firstSequence();
        }
        return List.copyOf(all);
    }
}
