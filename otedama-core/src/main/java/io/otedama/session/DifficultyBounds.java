package io.otedama.session;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/**
 * Between which difficulties a session may move. Immutable, any thread; {@link #clamp} allocates nothing.
 *
 * <pre>
 *   floor   = max(pool minimum, port minimum, the client's minimum-difficulty)
 *   ceiling = min(pool maximum, network difficulty of the job)      the ceiling wins over the floor
 * </pre>
 *
 * <p>The ceiling wins because a share harder than the network would hide blocks from the pool, whatever anyone asked for;
 * on a test chain the network difficulty is below every sensible pool minimum.
 *
 * <p>What is clamped, and whose word it is: see {@link MinerSession}. {@code minimum-difficulty} of {@code
 * mining.configure}, or {@code md=} in the password, is no start but a floor: it lifts whatever was chosen, a fixed difficulty
 * too.
 *
 * @param floor lowest difficulty; lowered to the ceiling where it is above it
 * @param ceiling highest difficulty
 */
public record DifficultyBounds(Difficulty floor, Difficulty ceiling) {
    public DifficultyBounds {
        floor = floor.min(ceiling);
    }

    /**
     * @param clientMin the client's minimum-difficulty, or null when it asked for none
     * @param network what the network asks of the job, see {@link Difficulty#ofTarget}
     */
    public static DifficultyBounds of(
            Difficulty poolMin, @Nullable Difficulty clientMin, Difficulty poolMax, Difficulty network) {
        Difficulty floor = clientMin == null ? poolMin : poolMin.max(clientMin);
        return new DifficultyBounds(floor, poolMax.min(network));
    }

    /** {@code wanted}, or the bound that it crosses. */
    public Difficulty clamp(Difficulty wanted) {
        return wanted.max(floor).min(ceiling);
    }
}
