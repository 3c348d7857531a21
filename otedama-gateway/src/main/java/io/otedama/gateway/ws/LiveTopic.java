package io.otedama.gateway.ws;

import org.jspecify.annotations.Nullable;

/** Names of topics. */
final class LiveTopic {
    static final String POOL = "pool";
    static final String BLOCKS = "blocks";
    private static final String MINER = "miner:";
    private static final int MAX_CHARS = 160;

    private LiveTopic() {}

    static boolean exists(String topic) {
        String account = accountOf(topic);
        return topic.length() <= MAX_CHARS
                && (topic.equals(POOL) || topic.equals(BLOCKS) || (account != null && !account.isEmpty()));
    }

    /** The account of a miner's topic, else null. */
    static @Nullable String accountOf(String topic) {
        return topic.startsWith(MINER) ? topic.substring(MINER.length()) : null;
    }
}
