package io.otedama.job;

/** Makes a new job known: table, journal, front ends, in that order. Called on the job thread. */
@FunctionalInterface
public interface JobPublisher {
    void publish(Job job);
}
