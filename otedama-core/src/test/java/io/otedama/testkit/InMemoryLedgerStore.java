package io.otedama.testkit;

import io.otedama.error.LedgerStoreException;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Snapshots in memory, which may be damaged or fail. Any thread. */
public class InMemoryLedgerStore implements LedgerStore {
    /** Closed and opened again it has everything: give the same map to the next store. */
    public final Map<Long, LedgerSnapshot> kept;

    /** Every call fails while this is true. */
    public volatile boolean failing;

    private volatile boolean closed;

    public InMemoryLedgerStore() {
        this(new ConcurrentSkipListMap<>());
    }

    public InMemoryLedgerStore(Map<Long, LedgerSnapshot> kept) {
        this.kept = kept;
    }

    /** Changes one byte of a state that is kept. */
    public void damage(long sequence) {
        LedgerSnapshot whole = Objects.requireNonNull(kept.get(sequence));
        byte[] state = whole.state().clone();
        state[state.length / 2] ^= 1;
        kept.put(sequence, withState(whole, state));
    }

    private static LedgerSnapshot withState(LedgerSnapshot snapshot, byte[] state) {
        return new LedgerSnapshot(
                snapshot.sequence(),
                snapshot.format(),
                snapshot.poolName(),
                snapshot.genesis(),
                snapshot.digest(),
                snapshot.replayFrom(),
                snapshot.retainFrom(),
                state);
    }

    public boolean isClosed() {
        return closed;
    }

    private void check() {
        if (closed) {
            throw new LedgerStoreException("the ledger store is closed");
        }
        if (failing) {
            throw new LedgerStoreException("the ledger store fails as told");
        }
    }

    @Override
    public void save(LedgerSnapshot snapshot) {
        check();
        kept.put(snapshot.sequence(), withState(snapshot, snapshot.state().clone()));
    }

    @Override
    public List<Long> sequences() {
        check();
        return List.copyOf(new TreeMap<>(kept).descendingKeySet());
    }

    @Override
    public LedgerSnapshot load(long sequence) {
        check();
        LedgerSnapshot found = kept.get(sequence);
        if (found == null) {
            throw new LedgerStoreException("there is no snapshot of record " + sequence);
        }
        if (!found.isIntact()) {
            throw new LedgerStoreException("the snapshot of record " + sequence + " is damaged");
        }
        return withState(found, found.state().clone());
    }

    @Override
    public void delete(long sequence) {
        check();
        kept.remove(sequence);
    }

    @Override
    public void close() {
        closed = true;
    }
}
