package io.otedama.session;

import io.otedama.chain.Difficulty;

/**
 * How hard shares are for a miner. A strategy shared by all sessions; the state of one session is a {@link Vardiff}.
 * Bounds (pool minimum, client minimum, network difficulty) are the session's business, not the policy's.
 */
public interface VardiffPolicy {
    /** For sessions about which nothing is known yet. */
    Difficulty startDifficulty();

    /** State for one session that begins at {@code nowNs} of the pool's monotonic clock. */
    Vardiff open(long nowNs);
}
