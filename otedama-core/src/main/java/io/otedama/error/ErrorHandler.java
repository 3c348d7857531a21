package io.otedama.error;

/**
 * Told of every failure that no caller can be told of by exception or verdict: a stage that threw, a listener that
 * threw, a background task that gave up. May be called from any pool thread; must not block and must not throw.
 */
@FunctionalInterface
public interface ErrorHandler {
    /**
     * Called once per failure.
     *
     * @param where the component that failed, for example {@code pipeline} or {@code listener}
     * @param error what it threw
     * @param fatal true when the pool stops because of it
     */
    void onError(String where, Throwable error, boolean fatal);
}
