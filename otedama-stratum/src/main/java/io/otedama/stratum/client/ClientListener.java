package io.otedama.stratum.client;

import io.otedama.chain.Difficulty;

/**
 * Observes a {@link StratumClient}. All calls come from the client's event loop, one at a time, and must not block; what a
 * listener throws is logged and otherwise ignored.
 *
 * <pre>
 *   onConnected (onDifficulty | onJob | onVersionMask | onMessage | onError)* onDisconnected    per connection
 *   onDisconnected                                                     per attempt that never became ready
 *   onStopped                                                          once, last
 * </pre>
 *
 * Difficulties and jobs that arrive before the server has authorized the client are reported right after onConnected,
 * only the last of each.
 */
public interface ClientListener {
    /** The server has accepted subscribe and authorize. */
    default void onConnected(ClientSession session) {}

    /** New work. */
    default void onJob(StratumJob job) {}

    /** A new difficulty; it counts from the next job on. */
    default void onDifficulty(Difficulty difficulty) {}

    /** Other bits may be rolled from now on; {@link StratumClient#currentJob} already carries the new mask. */
    default void onVersionMask(int mask) {}

    /** Text for a person ({@code client.show_message}). */
    default void onMessage(String text) {}

    /** The server sent something that is not understood; onDisconnected follows. */
    default void onError(ProtocolException error) {}

    /**
     * A connection ended, or an attempt failed.
     *
     * @param detail for a log
     */
    default void onDisconnected(DisconnectReason reason, String detail) {}

    /** The client was closed or has given up; it will not connect again. */
    default void onStopped() {}
}
