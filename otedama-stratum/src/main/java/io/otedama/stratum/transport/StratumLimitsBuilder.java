package io.otedama.stratum.transport;

/** Collects limits; each has its default until set. Not thread-safe. */
public final class StratumLimitsBuilder {
    private int maxLineBytes = 16_384;
    private int maxPendingInboundBytes = 65_536;
    private int maxIdBytes = 64;
    private int maxOddIds = 64;
    private int maxInFlightSubmits = 256;
    private int maxRequestsPerSecond = 1_000;
    private int requestBurst = 2_000;
    private int maxMalformedLines = 10;
    private int maxWorkers = 64;
    private int maxOutboundBytes = 262_144;
    private int holdOutboundBytes = 65_536;
    private int slowConsumerMillis = 30_000;
    private int handshakeMillis = 30_000;
    private int idleMillis = 600_000;
    private int messageMillis = 30_000;
    private int maxConnections = 100_000;
    private int maxConnectionsPerAddress = 4_096;

    StratumLimitsBuilder() {}

    /** Longest request line, bytes. Default 16,384. */
    public StratumLimitsBuilder maxLineBytes(int value) {
        maxLineBytes = value;
        return this;
    }

    /** Bytes of one connection that were read and wait to be decoded. Default 65,536. */
    public StratumLimitsBuilder maxPendingInboundBytes(int value) {
        maxPendingInboundBytes = value;
        return this;
    }

    /** Longest request id, bytes as sent. Default 64. */
    public StratumLimitsBuilder maxIdBytes(int value) {
        maxIdBytes = value;
        return this;
    }

    /** Submits under way whose id is no integer of at most 18 digits. Default 64. */
    public StratumLimitsBuilder maxOddIds(int value) {
        maxOddIds = value;
        return this;
    }

    /** Submits of one connection without an answer yet. Default 256. */
    public StratumLimitsBuilder maxInFlightSubmits(int value) {
        maxInFlightSubmits = value;
        return this;
    }

    /** Requests per second of one connection. Default 1,000. */
    public StratumLimitsBuilder maxRequestsPerSecond(int value) {
        maxRequestsPerSecond = value;
        return this;
    }

    /** Requests that one connection may send at once. Default 2,000. */
    public StratumLimitsBuilder requestBurst(int value) {
        requestBurst = value;
        return this;
    }

    /** Malformed requests of one connection; the last of them closes it. Default 10. */
    public StratumLimitsBuilder maxMalformedLines(int value) {
        maxMalformedLines = value;
        return this;
    }

    /** Workers that one connection may authorize. Default 64. */
    public StratumLimitsBuilder maxWorkers(int value) {
        maxWorkers = value;
        return this;
    }

    /** Bytes waiting to be sent to one miner. Default 262,144. */
    public StratumLimitsBuilder maxOutboundBytes(int value) {
        maxOutboundBytes = value;
        return this;
    }

    /** Waiting bytes from which work is held back and reading stops. Default 65,536. */
    public StratumLimitsBuilder holdOutboundBytes(int value) {
        holdOutboundBytes = value;
        return this;
    }

    /** How long a connection may stay above {@code holdOutboundBytes}. Default 30,000. */
    public StratumLimitsBuilder slowConsumerMillis(int value) {
        slowConsumerMillis = value;
        return this;
    }

    /** Time to subscribe and authorize. Default 30,000. */
    public StratumLimitsBuilder handshakeMillis(int value) {
        handshakeMillis = value;
        return this;
    }

    /** Time without a byte received. Default 600,000. */
    public StratumLimitsBuilder idleMillis(int value) {
        idleMillis = value;
        return this;
    }

    /** Time from the first to the last byte of one message. Default 30,000. */
    public StratumLimitsBuilder messageMillis(int value) {
        messageMillis = value;
        return this;
    }

    /** Connections of the server. Default 100,000. */
    public StratumLimitsBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /** Connections from one address. Default 4,096. */
    public StratumLimitsBuilder maxConnectionsPerAddress(int value) {
        maxConnectionsPerAddress = value;
        return this;
    }

    /**
     * @throws io.otedama.error.ConfigurationException listing every value that makes no sense
     */
    public StratumLimits build() {
        return new StratumLimits(
                maxLineBytes,
                maxPendingInboundBytes,
                maxIdBytes,
                maxOddIds,
                maxInFlightSubmits,
                maxRequestsPerSecond,
                requestBurst,
                maxMalformedLines,
                maxWorkers,
                maxOutboundBytes,
                holdOutboundBytes,
                slowConsumerMillis,
                handshakeMillis,
                idleMillis,
                messageMillis,
                maxConnections,
                maxConnectionsPerAddress);
    }
}
