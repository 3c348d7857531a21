package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.spi.MinerAuthenticator;
import io.otedama.spi.PoolClock;

/**
 * What holds for every session of a pool.
 *
 * @param multiplier the coin's share multiplier M
 * @param minDifficulty the pool's floor
 * @param maxDifficulty the pool's ceiling; the network's difficulty is one as well
 * @param versionMask header version bits that miners may roll (BIP 320), 0 for none
 * @param extranonce1Size bytes
 * @param extranonce2Size bytes
 * @param authenticator says who may mine, and for which owner
 * @param perOwner true when every session mines a coinbase of its owner: it then works for one owner only, who has a script
 * @param redifficulty asks for a job on which waiting difficulty changes can take effect
 */
public record SessionTerms(
        VardiffPolicy vardiff,
        long multiplier,
        Difficulty minDifficulty,
        Difficulty maxDifficulty,
        int versionMask,
        int extranonce1Size,
        int extranonce2Size,
        MinerAuthenticator authenticator,
        boolean perOwner,
        WorkerTable workers,
        PoolClock clock,
        Runnable redifficulty) {

    /** Terms of a pool whose coinbases are the same for all owners. */
    public SessionTerms(
            VardiffPolicy vardiff,
            long multiplier,
            Difficulty minDifficulty,
            Difficulty maxDifficulty,
            int versionMask,
            int extranonce1Size,
            int extranonce2Size,
            MinerAuthenticator authenticator,
            WorkerTable workers,
            PoolClock clock,
            Runnable redifficulty) {
        this(
                vardiff,
                multiplier,
                minDifficulty,
                maxDifficulty,
                versionMask,
                extranonce1Size,
                extranonce2Size,
                authenticator,
                false,
                workers,
                clock,
                redifficulty);
    }

    /** BIP 320: the sixteen version bits that are free for miners. */
    public static final int BIP320_MASK = 0x1fffe000;

    /** BIP 323: the most that miners may ever roll; what Stratum V2 means by version rolling. */
    public static final int WIDEST_MASK = 0x1fffffe0;

    /** True for a mask without holes that leaves alone what the network reads: no bits at all are fine too. */
    public static boolean isUsableMask(int mask) {
        int upper = mask + Integer.lowestOneBit(mask);
        return (mask & ~WIDEST_MASK) == 0 && (upper & mask) == 0;
    }
}
