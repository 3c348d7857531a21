package io.otedama.bench.load;

/** What a submit is meant to be. */
enum ShareKind {
    /** A share that meets the target and was never sent before. */
    GOOD,
    /** One whose hash misses the target. */
    LOW,
    /** The connection's last good share once more. */
    DUPLICATE,
    /** A share for a job that the server does not know. */
    STALE,
    /** A request with too few parameters, one of them of the wrong type. */
    MALFORMED
}
