package io.otedama.stratum.loop;

import io.otedama.spi.MiningJob;

/** A job as one protocol sends it, shared by all connections. Any thread that holds a reference. */
public interface LoopJob {
    MiningJob job();

    /** One more user of what was encoded. */
    void hold();

    /** One user less. */
    void letGo();

    /** False for a job that only those want whose difficulty is about to change. */
    default boolean isForEverybody() {
        return job().purpose() != MiningJob.Purpose.REDIFFICULTY;
    }
}
