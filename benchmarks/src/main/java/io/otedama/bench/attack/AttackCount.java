package io.otedama.bench.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an attack did and what became of it. Event loop only while the attack lasts.
 *
 * <pre>
 *   attempts = failed + refused + ended + left + open (at the end) + what had not connected by then
 * </pre>
 */
public final class AttackCount {
    long attempts;
    long failed;
    long refused;
    long ended;
    long left;
    long open;
    long addresses;
    long messages;
    long bytesSent;
    long bytesReceived;
    long accepted;
    long rejected;

    /** Connections begun. */
    public long attempts() {
        return attempts;
    }

    /** Connections that did not come about. */
    public long failed() {
        return failed;
    }

    /** Connections that the server ended without a byte of answer. */
    public long refused() {
        return refused;
    }

    /** Connections that the server ended after it had answered something. */
    public long ended() {
        return ended;
    }

    /** Connections that the attacker ended. */
    public long left() {
        return left;
    }

    /** Connections that stood when the attack was over. */
    public long open() {
        return open;
    }

    /** Lines, frames, requests, or pieces of such. */
    public long messages() {
        return messages;
    }

    /** Shares of attackers that were accepted. */
    public long accepted() {
        return accepted;
    }

    /** Shares of attackers that were rejected. */
    public long rejected() {
        return rejected;
    }

    /** For a report. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("attempts", attempts);
        map.put("failed", failed);
        map.put("refused", refused);
        map.put("ended", ended);
        map.put("left", left);
        map.put("openAtEnd", open);
        map.put("addresses", addresses);
        map.put("messages", messages);
        map.put("bytesSent", bytesSent);
        map.put("bytesReceived", bytesReceived);
        map.put("sharesAccepted", accepted);
        map.put("sharesRejected", rejected);
        return map;
    }
}
