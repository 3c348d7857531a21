package io.otedama.stratum.loop;

import java.util.concurrent.TimeUnit;

/** Notices a message that began and does not end: a few bytes now and then keep no place. Event loop only. */
final class MessageWatch {
    private long messages;
    private long messagesBefore;
    private long sinceNs;

    MessageWatch(long nowNs) {
        this.sinceNs = nowNs;
    }

    /** A message has come to its end. */
    void ended() {
        messages++;
    }

    /**
     * Asked each second.
     *
     * @param amid whether bytes of an unfinished message are there
     * @return true when they have been of the same message for that long
     */
    boolean isStuck(boolean amid, long nowNs, int maxMillis) {
        if (!amid || messages != messagesBefore) {
            messagesBefore = messages;
            sinceNs = nowNs;
            return false;
        }
        return nowNs - sinceNs >= TimeUnit.MILLISECONDS.toNanos(maxMillis);
    }
}
