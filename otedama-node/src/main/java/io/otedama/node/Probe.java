package io.otedama.node;

import io.otedama.node.rpc.ChainState;
import org.jspecify.annotations.Nullable;

/**
 * What the watch last saw of a node. Times are {@code PoolClock.nanoTime()}.
 *
 * @param state where the node stands, null when it could not be asked
 * @param trouble why the node is of no use, empty when it is
 * @param goodSinceNs since when there is no trouble
 * @param tipSinceNs since when the node has its tip
 * @param behind true when another node is higher
 * @param behindSinceNs since when that is so
 */
record Probe(
        @Nullable ChainState state,
        String trouble,
        long goodSinceNs,
        long tipSinceNs,
        boolean behind,
        long behindSinceNs) {
    static final Probe NONE = new Probe(null, "it was not asked yet", 0, 0, false, 0);

    boolean isUsable() {
        return state != null && trouble.isEmpty();
    }

    int height() {
        return state == null ? -1 : state.height();
    }

    /** The node could not be asked or is of no use. */
    Probe failed(@Nullable ChainState seen, String why) {
        return new Probe(seen, why, 0, 0, false, 0);
    }

    /** The node is of use and stands there. */
    Probe seen(ChainState now, long nowNs) {
        boolean sameTip = state != null && state.tip().equals(now.tip());
        return new Probe(
                now,
                "",
                isUsable() ? goodSinceNs : nowNs,
                sameTip && isUsable() ? tipSinceNs : nowNs,
                behind,
                behindSinceNs);
    }

    /** Compared with the highest usable node. */
    Probe comparedWith(int highest, long nowNs) {
        boolean isBehind = isUsable() && height() < highest;
        return new Probe(state, trouble, goodSinceNs, tipSinceNs, isBehind, behind && isBehind ? behindSinceNs : nowNs);
    }

    /** True when the node has stood still for so long while another was higher. */
    boolean isStuck(long nowNs, long stuckAfterNs) {
        return behind && nowNs - behindSinceNs > stuckAfterNs && nowNs - tipSinceNs > stuckAfterNs;
    }
}
