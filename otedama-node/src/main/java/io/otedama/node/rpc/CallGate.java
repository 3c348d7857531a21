package io.otedama.node.rpc;

import java.util.function.Supplier;

/** Lets calls to one daemon out or holds them back, and hears how they went. Any thread. */
public interface CallGate {
    /** Lets every call out and listens to nothing. */
    CallGate ALWAYS = new CallGate() {
        @Override
        public <T> T pass(Kind kind, Supplier<T> call) {
            return call.get();
        }
    };

    /** What a call is for. */
    enum Kind {
        /** Can wait: held back from a daemon that does not answer. */
        USUAL,
        /** A found block and what it needs: never held back. */
        URGENT,
        /** A long poll: held back like a usual one, but its silence says nothing about the daemon. */
        PATIENT
    }

    /**
     * Makes the call, or does not.
     *
     * @throws CircuitOpenException when the call was held back, so that nothing was sent
     */
    <T> T pass(Kind kind, Supplier<T> call);
}
