package io.otedama.stratum.client;

import java.time.Duration;

/**
 * How long a client waits for what.
 *
 * @param connect for the TCP connection
 * @param handshake from the TCP connection until shares can be submitted
 * @param reply for the answer to one submit
 * @param idle for anything from the server; a pool sends a job at least every minute
 */
public record ClientTimeouts(Duration connect, Duration handshake, Duration reply, Duration idle) {
    public static final ClientTimeouts DEFAULT = new ClientTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(5));

    /**
     * @throws IllegalArgumentException when one is not between 1 ms and 1 day
     */
    public ClientTimeouts {
        check("connect", connect);
        check("handshake", handshake);
        check("reply", reply);
        check("idle", idle);
    }

    public ClientTimeouts withConnect(Duration timeout) {
        return new ClientTimeouts(timeout, handshake, reply, idle);
    }

    public ClientTimeouts withHandshake(Duration timeout) {
        return new ClientTimeouts(connect, timeout, reply, idle);
    }

    public ClientTimeouts withReply(Duration timeout) {
        return new ClientTimeouts(connect, handshake, timeout, idle);
    }

    public ClientTimeouts withIdle(Duration timeout) {
        return new ClientTimeouts(connect, handshake, reply, timeout);
    }

    private static void check(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("the " + name + " time-out must be 1 ms to 1 day, found " + value);
        }
    }
}
