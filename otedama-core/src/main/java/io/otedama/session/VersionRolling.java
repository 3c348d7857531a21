package io.otedama.session;

/** Which bits of the header's version one miner may change (BIP 310, 320, 323). Event loop only. */
final class VersionRolling {
    /** How long a former mask is still accepted after a new one was sent. */
    static final long MASK_GRACE_NS = 5_000_000_000L;

    private final SessionTerms terms;
    private int mask;
    private int formerMask;
    private long changedNs;

    VersionRolling(SessionTerms terms) {
        this.terms = terms;
    }

    /** In force; 0 when nothing was negotiated. */
    int mask() {
        return mask;
    }

    /**
     * Agrees on the intersection of the pool's mask and the miner's. A mask with holes is never handed out: of several runs of
     * bits the longest holds.
     *
     * @return the mask that holds from now on, 0 when there is none in common
     */
    int negotiate(int minerMask) {
        int agreed = longestRun(terms.versionMask() & minerMask);
        if (agreed != mask) {
            formerMask = mask;
            mask = agreed;
            changedNs = terms.clock().nanoTime();
        }
        return agreed;
    }

    /** All bits that BIP 323 leaves to miners, or none where the pool allows none; true when there are any. */
    boolean allow() {
        mask = terms.versionMask() == 0 ? 0 : SessionTerms.WIDEST_MASK;
        formerMask = mask;
        return mask != 0;
    }

    /** The longest run of adjacent bits; of equal ones the highest. */
    private static int longestRun(int bits) {
        int longest = 0;
        for (int rest = bits; rest != 0; ) {
            int low = Integer.lowestOneBit(rest);
            int run = rest & ~(rest + low);
            if (Integer.bitCount(run) >= Integer.bitCount(longest)) {
                longest = run;
            }
            rest &= ~run;
        }
        return longest;
    }

    /** The mask by which a submission with these bits is judged: the one in force, or shortly the one before. */
    int maskFor(int versionBits) {
        if ((versionBits & ~mask) == 0 || formerMask == mask) {
            return mask;
        }
        boolean grace = terms.clock().nanoTime() - changedNs < MASK_GRACE_NS;
        return grace && (versionBits & ~formerMask) == 0 ? formerMask : mask;
    }
}
