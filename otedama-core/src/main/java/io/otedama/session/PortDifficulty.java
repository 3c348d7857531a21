package io.otedama.session;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/**
 * What a port of a front end says about the difficulty of the sessions that come in through it. One object per port, shared
 * by its sessions; immutable, any thread. Where it stands among the other voices: see {@link MinerSession}.
 *
 * @param policy instead of the pool's: its start, its way to follow miners; null: the pool's
 * @param fixed the same for every session, whatever miners ask for; null: none
 * @param minimum never below it; counts only above the pool's own minimum; null: none
 */
public record PortDifficulty(
        @Nullable VardiffPolicy policy,
        @Nullable Difficulty fixed,
        @Nullable Difficulty minimum) {
    /** Says nothing: everything is as in the pool. */
    public static final PortDifficulty POOL = new PortDifficulty(null, null, null);

    /**
     * @throws IllegalArgumentException when a fixed difficulty is to be below the minimum
     */
    public PortDifficulty {
        if (fixed != null && minimum != null && fixed.compareTo(minimum) < 0) {
            throw new IllegalArgumentException("fixed difficulty " + fixed + " is below the minimum " + minimum);
        }
    }

    /** The same difficulty for every session. */
    public static PortDifficulty fixed(Difficulty difficulty) {
        return new PortDifficulty(null, difficulty, null);
    }

    /** Follows each miner in a way of its own. */
    public static PortDifficulty of(VardiffPolicy policy) {
        return new PortDifficulty(policy, null, null);
    }

    /** Never below it. */
    public PortDifficulty withMinimum(Difficulty least) {
        return new PortDifficulty(policy, fixed, least);
    }

    /** Who decides how the difficulty follows a miner here. */
    VardiffPolicy policyOr(VardiffPolicy pools) {
        return policy == null ? pools : policy;
    }
}
