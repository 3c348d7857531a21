package io.otedama.session;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/** One difficulty for all sessions, never changed by the number of shares. Shared by all threads. */
public final class StaticVardiff implements VardiffPolicy {
    private static final Vardiff NEVER = new Vardiff() {
        @Override
        public void onShare(long nowNs) {
            // nothing is counted
        }

        @Override
        public @Nullable Difficulty propose(Difficulty current, long nowNs) {
            return null;
        }

        @Override
        public void onChanged(long nowNs) {
            // nothing was counted
        }
    };

    private final Difficulty difficulty;

    public StaticVardiff(Difficulty difficulty) {
        this.difficulty = difficulty;
    }

    @Override
    public Difficulty startDifficulty() {
        return difficulty;
    }

    /** The same stateless object for every session: also what a session uses whose miner asked for a fixed difficulty. */
    @Override
    public Vardiff open(long nowNs) {
        return NEVER;
    }
}
