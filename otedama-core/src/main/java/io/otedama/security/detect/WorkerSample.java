package io.otedama.security.detect;

/**
 * What a worker has done until now: every count only grows while the worker is known.
 *
 * @param name the user name
 * @param account whom its work belongs to
 * @param connections that use it
 * @param accepted credited shares
 * @param work expected hashes of them
 * @param expectedBlocks sum of their d / D
 * @param blocks how many were blocks
 * @param stale refused shares, and so the rest
 * @param malformed refused for an unknown job, a wrong size, time or version bits
 * @param other refused for another reason
 */
public record WorkerSample(
        String name,
        String account,
        int connections,
        long accepted,
        double work,
        double expectedBlocks,
        long blocks,
        long stale,
        long duplicate,
        long lowDifficulty,
        long malformed,
        long other) {

    /** All shares it sent. */
    public long shares() {
        return accepted + stale + duplicate + lowDifficulty + malformed + other;
    }

    /** True when it cannot be the successor of {@code before}: the worker has been forgotten and made anew. */
    boolean startsAgainAfter(WorkerSample before) {
        return shares() < before.shares() || accepted < before.accepted || blocks < before.blocks;
    }
}
