package io.otedama.bench.attack;

/**
 * How much one attack may do. Immutable.
 *
 * @param connections at one time
 * @param connectsPerSecond begun, by all seats together
 * @param messagesPerSecond sent, by all connections together
 * @param bytesPerSecond sent, by all connections together
 */
public record AttackLimits(int connections, int connectsPerSecond, int messagesPerSecond, int bytesPerSecond) {
    /** Connections at one time. */
    public static final int MAX_CONNECTIONS = 4_096;

    /** Connections begun per second. */
    public static final int MAX_CONNECTS_PER_SECOND = 20_000;

    /** Messages per second. */
    public static final int MAX_MESSAGES_PER_SECOND = 500_000;

    /** Bytes per second. */
    public static final int MAX_BYTES_PER_SECOND = 200_000_000;

    /** Seconds of one attack. */
    public static final int MAX_SECONDS = 60;

    /**
     * @throws IllegalArgumentException naming what is out of range
     */
    public AttackLimits {
        check("connections", connections, MAX_CONNECTIONS);
        check("connectsPerSecond", connectsPerSecond, MAX_CONNECTS_PER_SECOND);
        check("messagesPerSecond", messagesPerSecond, MAX_MESSAGES_PER_SECOND);
        check("bytesPerSecond", bytesPerSecond, MAX_BYTES_PER_SECOND);
    }

    private static void check(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " is 1 to " + max + ", found " + value);
        }
    }
}
