package io.otedama.session;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/**
 * Difficulty control of one session. All calls come from the session's event loop, with times of one monotonic clock; a
 * time that goes backwards is treated as no time passed. Allocates nothing as long as nothing changes.
 */
public interface Vardiff {
    /** A share was accepted that was judged at the difficulty now in force; older ones are not reported here. */
    void onShare(long nowNs);

    /**
     * Asked after every reported share and at least every few seconds.
     *
     * @param current the difficulty in force
     * @return the difficulty it should be instead, unclamped, or null to leave it
     */
    @Nullable
    Difficulty propose(Difficulty current, long nowNs);

    /** Another difficulty is in force from now on, for whatever reason: statistics start anew. */
    void onChanged(long nowNs);
}
