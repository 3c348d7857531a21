package io.otedama.session;

import io.otedama.chain.Difficulty;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How hard shares are for a miner. A strategy shared by all sessions; the state of one session is a {@link Vardiff}.
 * Bounds (pool minimum, client minimum, network difficulty) are the session's business, not the policy's.
 */
public interface VardiffPolicy {
    /** How much easier than the start shares may get, unless the pool sets its own minimum. */
    int FLOOR_DIVISOR = 1024;

    /** For sessions about which nothing is known yet. */
    Difficulty startDifficulty();

    /**
     * The floor of a pool that was given none: {@value #FLOOR_DIVISOR} times easier than the start. Without a floor a miner
     * who asks for next to nothing is credited every hash, which fills journals and tables and pays nobody.
     */
    default Difficulty floorDifficulty() {
        return startDifficulty().scaledBy(BigDecimal.ONE.divide(BigDecimal.valueOf(FLOOR_DIVISOR)));
    }

    /**
     * The difficulty at which a miner of that speed sends shares as often as this policy wants, or null when it has no
     * such wish.
     *
     * @param hashesPerSecond not negative
     * @param multiplier the coin's share multiplier M
     */
    default @Nullable Difficulty difficultyFor(BigInteger hashesPerSecond, long multiplier) {
        return null;
    }

    /** State for one session that begins at {@code nowNs} of the pool's monotonic clock. */
    Vardiff open(long nowNs);
}
