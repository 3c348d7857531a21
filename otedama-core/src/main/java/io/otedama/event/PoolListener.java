package io.otedama.event;

/** Receives events, one at a time, on the pool's event thread. What it throws goes to the pool's error handler. */
@FunctionalInterface
public interface PoolListener {
    void onEvent(PoolEvent event);
}
