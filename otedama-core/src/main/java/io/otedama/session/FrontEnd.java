package io.otedama.session;

import io.otedama.spi.PoolComponent;

/** Talks to miners in some protocol. The pool attaches it once, before {@code start}; several may be attached. */
public interface FrontEnd extends PoolComponent {
    /** Hands over the engine's entry. Called once, before {@link #start()}. */
    void attach(MinerIngress ingress);

    /** Whether miners can connect now; false before start, and from {@link #drain()} on. Any thread. */
    default boolean isAccepting() {
        return true;
    }
}
