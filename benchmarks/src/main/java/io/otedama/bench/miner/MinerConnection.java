package io.otedama.bench.miner;

import org.jspecify.annotations.Nullable;

/** One connection to a pool. Event loop only; submits gather until {@link #flush}. */
public interface MinerConnection {
    /** The newest job, or null before the first. */
    @Nullable
    MinerJob job();

    /** True once a job has come. */
    boolean hasJob();

    /** The id that the next submit will have, above 0; ids rise by one. */
    long nextId();

    /**
     * Adds a share of the job that {@link #job} returned last; its id is told with the answer.
     *
     * @param extranonce as long as the job says
     */
    long submit(byte[] extranonce, int nonce);

    /** Adds a submit for a job that never was. */
    long submitUnknownJob();

    /** Adds a submit that this connection must not send, yet is answered: half of the parameters, the wrong kind of channel. */
    long submitMalformed();

    /** Sends what was gathered: one system call when the socket has room. */
    void flush();

    /** Messages that answered shares so far; one may speak for many. */
    long answers();

    /** Reads no more, as a miner does that hangs. */
    void stopReading();

    /** Ends the connection. */
    void close(String why);
}
