package io.otedama.gateway.view;

import io.otedama.error.PoolException;
import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import io.otedama.spi.PoolClock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest picture of the pool, at most a second old while anybody asks: whatever the number of viewers, the pool is looked at
 * once a second. One thread looks, the others get the picture before; only the very first has to be waited for.
 */
public final class PictureCache implements PoolListener {
    /** Age at which a picture is made anew. */
    public static final long MAX_AGE_NS = 1_000_000_000L;

    private final PoolSource pool;
    private final PoolClock clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Taken newest;
    private volatile boolean outdated;

    private record Taken(PoolPicture picture, long atNs) {}

    public PictureCache(PoolSource pool, PoolClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Who hears of a block and asks for it is not shown a picture without it. */
    @Override
    public void onEvent(PoolEvent event) {
        if (event instanceof PoolEvent.BlockFound || event instanceof PoolEvent.BlockStatusChanged) {
            outdated = true;
        }
    }

    /**
     * May take as long as a snapshot.
     *
     * @throws NotStartedException when the pool has not started, or does no longer run
     */
    public PoolPicture current() {
        Taken known = newest;
        if (known != null && isFresh(known)) {
            return known.picture;
        }
        if (known == null) {
            making.lock();
        } else if (!making.tryLock()) {
            return known.picture;
        }
        try {
            Taken again = newest;
            if (again == null || !isFresh(again)) {
                long now = clock.nanoTime();
                outdated = false;
                again = new Taken(take(), now);
                newest = again;
            }
            return again.picture;
        } finally {
            making.unlock();
        }
    }

    private PoolPicture take() {
        try {
            return new PoolPicture(pool.snapshot());
        } catch (IllegalStateException e) {
            throw new NotStartedException(e);
        }
    }

    private boolean isFresh(Taken taken) {
        return !outdated && clock.nanoTime() - taken.atNs < MAX_AGE_NS;
    }

    /** There is nothing to be shown yet. */
    public static final class NotStartedException extends PoolException {
        private static final long serialVersionUID = 1L;

        NotStartedException(IllegalStateException cause) {
            super("the pool has not started yet", cause);
        }
    }
}
