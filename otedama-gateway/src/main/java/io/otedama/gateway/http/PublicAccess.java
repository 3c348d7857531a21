package io.otedama.gateway.http;

/** What everybody may read without a credential. */
public enum PublicAccess {
    /** Nothing of the API. */
    NONE,
    /** What concerns the pool as a whole. */
    POOL,
    /** Miners, workers and their payments too. */
    MINERS
}
