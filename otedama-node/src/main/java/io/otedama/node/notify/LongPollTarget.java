package io.otedama.node.notify;

/**
 * What to wait for, and where.
 *
 * @param node name of the node, without secrets
 * @param longPollId of the newest template known
 * @param call blocks until the node has something newer and returns the new id; throws NodeException when the node
 *     fails or nothing happened for long
 * @param cancel makes {@code call} throw soon; any thread
 */
public record LongPollTarget(String node, String longPollId, Call call, Runnable cancel) {
    /** The blocking call. */
    @FunctionalInterface
    public interface Call {
        /**
         * @return the new long poll id, empty when the node gave none
         * @throws io.otedama.error.NodeException when the node failed or kept quiet until the time-out
         */
        String await(String longPollId);
    }
}
