package io.otedama.node.regtest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one lock of a chain, whoever waits for a change, and whoever is told of it. Any thread. A change that could not be
 * written down ends it all: what is on the disk and what we believe differ then, and nobody may see the latter.
 */
final class GuardedState {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<RegtestListener> listeners = new CopyOnWriteArrayList<>();
    private final ChainState state;
    private final ChainStore store;
    private @Nullable UncheckedIOException failure;

    GuardedState(ChainState state, ChainStore store) {
        this.state = state;
        this.store = store;
    }

    List<RegtestListener> listeners() {
        return listeners;
    }

    <T> T read(Function<ChainState, T> reader) {
        lock.lock();
        try {
            requireSound();
            return reader.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /** Also tells whoever waits and listens. */
    <T> T change(Function<ChainState, T> writer) {
        lock.lock();
        try {
            requireSound();
            ChainEntry before = state.tip();
            T result = writer.apply(state);
            changed.signalAll();
            ChainEntry after = state.tip();
            if (before != after) {
                listeners.forEach(listener -> listener.onTip(after.requireBlock(), after.height()));
            }
            return result;
        } catch (UncheckedIOException e) {
            failure = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a condition on the locked state holds; it is asked again after every change. */
    boolean await(Function<ChainState, Boolean> condition, Duration timeout) throws InterruptedException {
        long leftNs = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.apply(state)) {
                if (leftNs <= 0) {
                    return false;
                }
                leftNs = changed.awaitNanos(leftNs);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void requireSound() {
        if (failure != null) {
            throw new IllegalStateException("the chain could not be written down: " + failure.getMessage(), failure);
        }
    }

    void close() {
        lock.lock();
        try {
            store.close();
        } finally {
            lock.unlock();
        }
    }
}
