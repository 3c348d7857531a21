package io.otedama.node;

import org.jspecify.annotations.Nullable;

/**
 * What the feed tells health. Times are {@code PoolClock.nanoTime()}.
 *
 * @param active the node that gives the work, null while none does
 * @param height of the block being worked on, 0 before the first template
 * @param fetchedNs when a node last gave a template
 * @param trouble what is wrong with the work, empty when nothing is
 */
record FeedState(@Nullable CoinDaemon active, int height, long fetchedNs, String trouble) {
    static final FeedState NONE = new FeedState(null, 0, 0, "");
}
