package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.metrics.WorkerStatistics;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker, known by its user name: {@code account} or {@code account.worker}, split at the first dot. One object per name
 * in the whole pool, however many connections use it.
 */
public final class Worker {
    /** Longest user name; longer ones are refused. */
    public static final int MAX_NAME_CHARS = 127;

    /** How long the last difficulty is a good start for a new connection. */
    public static final long REMEMBER_MILLIS = 15 * 60_000L;

    private final int id;
    private final String name;
    private final String account;

    /** Connections, and shares on their way to the journal while it does not know the worker; the table's business. */
    final AtomicInteger uses = new AtomicInteger();

    private final AtomicBoolean journaled = new AtomicBoolean();
    private final WorkerStatistics statistics = new WorkerStatistics();
    private volatile @Nullable Difficulty lastDifficulty;
    private volatile long lastShareMillis = Long.MIN_VALUE / 2;

    Worker(int id, String name) {
        this.id = id;
        this.name = name;
        int dot = name.indexOf('.');
        this.account = dot < 0 ? name : name.substring(0, dot);
    }

    /** Number by which the journal names it; never reused. */
    public int id() {
        return id;
    }

    /** The user name as sent. */
    public String name() {
        return name;
    }

    /** The part before the first dot: whom the work is credited to. */
    public String account() {
        return account;
    }

    /** True once a worker record is in the journal. */
    public boolean isJournaled() {
        return journaled.get();
    }

    /** Called by the journal thread; false when the record could not be kept. */
    public void markJournaled(boolean value) {
        journaled.set(value);
    }

    /** What this worker did since the pool started, or as far back as the journal reaches. */
    public WorkerStatistics statistics() {
        return statistics;
    }

    /** Any thread: the difficulty that a share of this worker was just credited with. */
    public void rememberDifficulty(Difficulty difficulty, long epochMillis) {
        lastDifficulty = difficulty;
        lastShareMillis = epochMillis;
    }

    /** Where to start after a reconnect, or null when nothing recent is known. */
    @Nullable
    Difficulty rememberedDifficulty(long nowMillis) {
        return nowMillis - lastShareMillis <= REMEMBER_MILLIS ? lastDifficulty : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
