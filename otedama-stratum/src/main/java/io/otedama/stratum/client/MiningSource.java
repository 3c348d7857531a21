package io.otedama.stratum.client;

import org.jspecify.annotations.Nullable;

/** Where work comes from and shares go to: a client of any protocol. Any thread. */
public interface MiningSource {
    /** The newest job, null while there is none to work on. */
    @Nullable
    MinerJob currentJob();

    /**
     * @throws IllegalStateException when there are {@value ListenerFan#MAX_LISTENERS} already
     */
    void addWorkListener(WorkListener listener);

    void removeWorkListener(WorkListener listener);

    /**
     * Submits a share. The values are sent as they are, right or wrong.
     *
     * @param token handed back to the listener
     * @param job one of this source's
     * @param extranonce the bytes chosen by the miner, as many as the job asks for; read before this method returns
     * @param time seconds since 1970, unsigned 32 bit
     * @param versionBits the rolled bits in their place within the version
     * @param listener hears the outcome exactly once; {@link SubmitOutcome#NOT_SENT} on the calling thread
     * @throws IllegalArgumentException for a job of another protocol
     */
    void submit(
            long token, MinerJob job, byte[] extranonce, int time, int nonce, int versionBits, SubmitListener listener);

    /** At most this many submits can be outstanding. */
    int maxOutstanding();
}
