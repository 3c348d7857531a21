package io.otedama.session;

import io.otedama.share.ShareVerdict;
import org.jspecify.annotations.Nullable;

/** One event loop's way into the engine. Not thread-safe; never blocks. */
public interface IngressLane extends AutoCloseable {
    /** Opens a session at a port that says nothing about difficulty. */
    default @Nullable MinerSession connect(MinerConnection connection) {
        return connect(connection, PortDifficulty.POOL);
    }

    /**
     * Opens a session with an extranonce1 of its own.
     *
     * @param port the word of the port that the miner came to; one object for all its sessions
     * @return null when the extranonce space is exhausted or the pool is stopping: refuse this connection
     */
    @Nullable
    MinerSession connect(MinerConnection connection, PortDifficulty port);

    /** Ends a session; its extranonce1 is not given out again while any live job could be solved with it. */
    void disconnect(MinerSession session);

    /**
     * Judges a share or sends it on. Whatever the result, a hash that meets the network target has been handed to block
     * submission when the algorithm is validated on this lane.
     *
     * @param submission read during the call only
     * @return a final verdict to answer at once, or {@link ShareVerdict#PENDING}: the verdict comes through the reply
     *     queue. After PENDING ask {@link MinerSession#isParked()}: when true the ring was full, the session holds the share
     *     and must not submit another one (stop reading the connection) until {@link #retryParked} says true.
     */
    ShareVerdict submit(MinerSession session, ShareSubmission submission);

    /**
     * More shares will follow at once: what is submitted from here on may wait for {@link #endTurn} before it is worked on,
     * and is then worked on together. Optional; without it every share is passed on by itself.
     */
    default void beginTurn() {}

    /** Follows every {@link #beginTurn}, soon: other lanes' shares may be waiting for it too. */
    default void endTurn() {}

    /**
     * Tries to put a parked share into the ring.
     *
     * @return true when it is in and the connection may be read again
     */
    boolean retryParked(MinerSession session);

    @Override
    void close();
}
