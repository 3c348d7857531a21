package io.otedama.node.notify;

/**
 * Watches the counter that a publisher puts after each message of a topic (4 bytes, little-endian, wraps). One thread.
 */
final class SequenceCheck {
    private boolean started;
    private int expected;

    /** True when messages were lost before this one, or the publisher started anew. */
    boolean isGap(int sequence) {
        boolean gap = started && sequence != expected;
        started = true;
        expected = sequence + 1;
        return gap;
    }
}
