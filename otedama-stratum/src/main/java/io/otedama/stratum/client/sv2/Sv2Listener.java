package io.otedama.stratum.client.sv2;

import io.otedama.stratum.client.DisconnectReason;
import io.otedama.stratum.client.ProtocolException;

/**
 * Observes an {@link Sv2Client}. All calls come from the client's event loop, one at a time, and must not block; what a
 * listener throws is logged and otherwise ignored.
 *
 * <pre>
 *   onOpened (onChannel | onJob | onUpdateRefused | onError)* onDisconnected     per connection
 *   onDisconnected                                               per attempt that opened no channel
 *   onStopped                                                    once, last
 * </pre>
 */
public interface Sv2Listener {
    /** The server has opened the channel. */
    default void onOpened(Sv2Channel channel) {}

    /** New work, active at once. Future jobs are kept back until they are active. */
    default void onJob(Sv2Job job) {}

    /** Another target, extranonce prefix or group; for later jobs. */
    default void onChannel(Sv2Channel channel) {}

    /** {@link Sv2Client#updateChannel} was refused. */
    default void onUpdateRefused(String errorCode) {}

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
