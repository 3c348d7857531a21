package io.otedama.stratum.client;

/** Where a {@link StratumClient} stands. */
public enum ClientState {
    /** Made, not started. */
    NEW,
    /** Opening a TCP connection. */
    CONNECTING,
    /** Connected; configure, subscribe and authorize are under way. */
    HANDSHAKE,
    /** Authorized: jobs arrive, shares can be submitted. */
    READY,
    /** Without connection, until the reconnect delay is over. */
    WAITING,
    /** Closed, or given up: will not connect again. */
    STOPPED
}
