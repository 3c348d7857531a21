package io.otedama.stratum.client;

/** Why a connection, or the attempt to make one, ended. */
public enum DisconnectReason {
    /** {@link StratumClient#close} was called. */
    CLOSED_BY_CALLER,
    /** The server or the network closed the connection. */
    CLOSED_BY_SERVER,
    /** No TCP connection came about. */
    CONNECT_FAILED,
    /** The server said no to subscribe or authorize. */
    REFUSED,
    /** Subscribe or authorize was not answered in time. */
    HANDSHAKE_TIMEOUT,
    /** No line from the server for too long. */
    IDLE_TIMEOUT,
    /** The server sent what is not Stratum: no JSON, a line too long, a job that cannot be read. */
    PROTOCOL_ERROR,
    /** The server asked to reconnect. */
    RECONNECT_REQUESTED
}
