package io.otedama.spi;

/**
 * A front end's ear for new work. Called on the pool's job thread, once per job, in order of job numbers; must only
 * encode and hand over to its own threads.
 */
@FunctionalInterface
public interface JobListener {
    void onJob(MiningJob job);
}
