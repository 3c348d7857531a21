package io.otedama;

/** Where a pool is in its life. It only moves forward; FAILED may be reached from everywhere. */
public enum PoolState {
    /** Built, nothing running. */
    NEW,
    /** Connecting to the node, replaying the journal. */
    STARTING,
    /** Miners can connect; they get work as soon as the node has a template. */
    RUNNING,
    /** No new work is taken; what was taken is being finished. */
    DRAINING,
    /** Everything has ended in order. */
    STOPPED,
    /** A stage failed; the pool stopped itself rather than go on wrong. */
    FAILED
}
