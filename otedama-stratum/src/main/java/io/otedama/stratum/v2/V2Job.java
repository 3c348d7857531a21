package io.otedama.stratum.v2;

import io.otedama.spi.MiningJob;
import io.otedama.stratum.loop.LoopJob;

/** A job on its way to the channels. Nothing is encoded beforehand: each connection seals its own copy anyway. */
record V2Job(MiningJob job) implements LoopJob {
    @Override
    public void hold() {
        // nothing to count
    }

    @Override
    public void letGo() {
        // nothing to give back
    }

    /** The number by which miners name it. */
    static long id(MiningJob job) {
        return job.number() & 0xffffffffL;
    }
}
