package io.otedama.bench.attack;

import io.otedama.security.TokenBucket;

/** What is left of an attack's {@link AttackLimits} at this moment. Event loop only. */
final class AttackBudget {
    /** Longest burst: a fiftieth of what a second allows. */
    private static final int BURSTS_PER_SECOND = 50;

    private final TokenBucket connects;
    private final TokenBucket messages;
    private final TokenBucket bytes;
    private final int mostBytes;

    AttackBudget(AttackLimits limits, long nowNs) {
        connects = bucket(limits.connectsPerSecond(), 1, nowNs);
        messages = bucket(limits.messagesPerSecond(), 1, nowNs);
        bytes = bucket(limits.bytesPerSecond(), AttackWire.MAX_MESSAGE_BYTES, nowNs);
        mostBytes = Math.max(limits.bytesPerSecond() / BURSTS_PER_SECOND, AttackWire.MAX_MESSAGE_BYTES);
    }

    private static TokenBucket bucket(int perSecond, int least, long nowNs) {
        return new TokenBucket(Math.max(perSecond / BURSTS_PER_SECOND, least), perSecond, nowNs);
    }

    boolean mayConnect() {
        return connects.tryTake(1, System.nanoTime());
    }

    /** Takes what one message needs, or nothing. */
    boolean maySend(int messageBytes) {
        long now = System.nanoTime();
        if (messageBytes > mostBytes || bytes.waitNs(messageBytes, now) > 0 || !messages.tryTake(1, now)) {
            return false;
        }
        return bytes.tryTake(messageBytes, now);
    }
}
