package io.otedama.spi;

import io.otedama.error.SessionStoreException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers workers over a restart, by user name (1 to {@value #MAX_NAME_CHARS} characters of ASCII). Never the only copy of
 * anything worth money: credit is in the {@link ShareJournal}. Any thread; the pool uses one at a time. Every call but {@link #close}
 * throws {@link SessionStoreException} when the store is closed.
 */
public interface SessionStore extends AutoCloseable {
    /** Longest user name. */
    int MAX_NAME_CHARS = 127;

    /** Workers kept unless said otherwise. */
    int DEFAULT_MAX_WORKERS = 1 << 20;

    /**
     * The state saved last, or null when the name is not known.
     *
     * @throws SessionStoreException when it cannot be read
     */
    @Nullable
    WorkerState load(String worker);

    /**
     * Keeps a state in place of an earlier one. {@link #load} gives it at once; a crash may lose it until {@link #sync} has
     * returned, and then the one before it, or a later one, is there: never a mixture.
     *
     * @return false when the store is full and does not know the name; nothing was changed
     * @throws SessionStoreException when it cannot be kept
     * @throws IllegalArgumentException when the name is empty, too long or not ASCII
     */
    boolean save(String worker, WorkerState state);

    /**
     * Takes out every worker last seen before that time.
     *
     * @return how many
     */
    int forget(long seenBeforeMillis);

    /** Makes everything saved so far survive a killed process, and what the adapter says beyond that. Blocks on the disk. */
    void sync();

    /** Every worker, in no particular order. The action must not change the store. */
    void forEach(BiConsumer<String, WorkerState> action);

    /** Workers known. */
    int size();

    /** Syncs, then lets go of every file. Harmless when called again. */
    @Override
    void close();

    /**
     * The check of names that every store makes.
     *
     * @throws IllegalArgumentException when the name is empty, too long or not ASCII
     */
    static void checkName(String worker) {
        if (worker.isEmpty()
                || worker.length() > MAX_NAME_CHARS
                || !worker.chars().allMatch(c -> c < 0x80)) {
            throw new IllegalArgumentException(
                    "a worker's name has 1 to " + MAX_NAME_CHARS + " ASCII characters, found " + worker.length()
                            + " characters; refuse it where the miner authorizes");
        }
    }
}
