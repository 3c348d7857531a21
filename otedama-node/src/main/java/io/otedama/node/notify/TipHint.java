package io.otedama.node.notify;

import io.otedama.chain.Hash256;
import org.jspecify.annotations.Nullable;

/**
 * A reason to look at the node again, never the work itself. What it carries lets the receiver see that it has that
 * already.
 *
 * @param source who says so, for logs
 * @param tip the new best block, if the notification names it
 * @param longPollId the id of the newest template, if it came by long poll
 */
public record TipHint(
        String source, @Nullable Hash256 tip, @Nullable String longPollId) {
    /** Something may have changed; nobody says what. */
    public static TipHint resync(String source) {
        return new TipHint(source, null, null);
    }

    public static TipHint ofTip(String source, Hash256 tip) {
        return new TipHint(source, tip, null);
    }

    public static TipHint ofLongPoll(String source, String longPollId) {
        return new TipHint(source, null, longPollId.isEmpty() ? null : longPollId);
    }
}
