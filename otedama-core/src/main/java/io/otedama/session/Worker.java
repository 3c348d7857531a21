package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.metrics.WorkerStatistics;
import io.otedama.spi.Owner;
import io.otedama.spi.SessionStore;
import io.otedama.spi.WorkerState;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A worker, known by its user name, and the {@link Owner} of its work. One object per name in the whole pool, however many
 * connections use it; any number of names, and of spellings of one address, belong to one owner.
 */
public final class Worker {
    /** Longest user name; longer ones are refused. */
    public static final int MAX_NAME_CHARS = SessionStore.MAX_NAME_CHARS;

    /** How long the last difficulty is a good start for a new connection. */
    public static final long REMEMBER_MILLIS = 15 * 60_000L;

    private final int id;
    private final String name;
    private final WorkerTable table;

    /** Connections and shares on their way to the journal; the table keeps a worker that has any. */
    final AtomicInteger uses = new AtomicInteger();

    private final AtomicBoolean journaled = new AtomicBoolean();
    private final WorkerStatistics statistics = new WorkerStatistics();
    private volatile Owner owner;
    private volatile @Nullable Difficulty lastDifficulty;
    private volatile @Nullable Difficulty fixedDifficulty;
    private final AtomicLong lastShareMillis = new AtomicLong(Long.MIN_VALUE / 2);

    /** What the session store holds of it; {@link SessionKeeper}'s thread only. */
    @Nullable
    WorkerState saved;

    Worker(int id, String name, Owner owner, WorkerTable table) {
        this.table = table;
        this.id = id;
        this.name = name;
        this.owner = owner;
    }

    /** Number by which the journal names it; never reused. */
    public int id() {
        return id;
    }

    /** The user name as sent. */
    public String name() {
        return name;
    }

    /** Whom the work is credited to: the canonical account that the authenticator gave. */
    public String account() {
        return owner.account();
    }

    /**
     * The account with its script, as the authenticator said last. A worker that only the journal knows belongs to the part
     * of his name before the first dot, without a script.
     */
    public Owner owner() {
        return owner;
    }

    /** Called by the table: the authenticator has spoken again. */
    void belongTo(Owner admitted) {
        owner = admitted;
    }

    /** One use more: a share is on its way. Any thread; every call is followed by one of {@link #release()}. */
    public void retain() {
        uses.incrementAndGet();
    }

    /** One use less; the last one of a worker without credit takes it out of the table. Any thread. */
    public void release() {
        if (uses.decrementAndGet() <= 0 && !isJournaled()) {
            table.removeUnused(this);
        }
    }

    /** True once a worker record is in the journal. */
    public boolean isJournaled() {
        return journaled.get();
    }

    /** Called by the journal thread; false when the record could not be kept. */
    public void markJournaled(boolean value) {
        journaled.set(value);
    }

    /** True while a connection uses it, or a share of it is on its way. */
    public boolean isInUse() {
        return uses.get() > 0;
    }

    /** Connections that use it, and shares of it on their way. */
    public int uses() {
        return uses.get();
    }

    /** Of its last credited share; null before the first. */
    public @Nullable Difficulty lastDifficulty() {
        return lastDifficulty;
    }

    /** What the operator fixed; null when the difficulty follows the worker. */
    public @Nullable Difficulty fixedDifficulty() {
        return fixedDifficulty;
    }

    /** The operator's word: holds from the next job on. Null: the difficulty follows the worker again. Any thread. */
    public void fixDifficulty(@Nullable Difficulty difficulty) {
        fixedDifficulty = difficulty;
    }

    /** What this worker did since the pool started, or as far back as the journal reaches. */
    public WorkerStatistics statistics() {
        return statistics;
    }

    /** Any thread: the difficulty that a share of this worker was just credited with. */
    @SuppressWarnings("ReferenceEquality") // only spares a write
    public void rememberDifficulty(Difficulty difficulty, long epochMillis) {
        if (lastDifficulty != difficulty) {
            lastDifficulty = difficulty;
        }
        lastShareMillis.lazySet(epochMillis);
    }

    /** Where to start after a reconnect, or null when nothing recent is known. */
    @Nullable
    Difficulty rememberedDifficulty(long nowMillis) {
        return nowMillis - lastShareMillis.get() <= REMEMBER_MILLIS ? lastDifficulty : null;
    }

    /**
     * Takes back what was remembered over a restart. What the journal knew is kept where it is newer or more; a time in the
     * future, from a clock that was wrong, counts as now.
     */
    void recall(WorkerState state, long nowMillis) {
        long seen = Math.min(state.lastSeenMillis(), nowMillis);
        if (seen > lastShareMillis.get()) {
            rememberDifficulty(state.difficulty(), seen);
        }
        statistics.recall(seen, state.acceptedShares(), state.rejectedShares());
    }

    /** What to remember over a restart, or null when it never had a share credited. Any thread. */
    @Nullable
    WorkerState state() {
        Difficulty last = lastDifficulty;
        return last == null
                ? null
                : new WorkerState(
                        last,
                        Math.max(lastShareMillis.get(), 0),
                        statistics.acceptedShares(),
                        statistics.rejectedShares());
    }

    @Override
    public String toString() {
        return name;
    }
}
