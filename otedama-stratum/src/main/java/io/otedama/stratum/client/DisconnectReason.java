package io.otedama.stratum.client;

/** Why a connection, or the attempt to make one, ended. */
public enum DisconnectReason {
    /** The client was closed, or told to disconnect. */
    CLOSED_BY_CALLER,
    /** The server or the network closed the connection. */
    CLOSED_BY_SERVER,
    /** No TCP connection came about. */
    CONNECT_FAILED,
    /** The server said no to the client: to subscribe or authorize, to the setup or to the opening of a channel. */
    REFUSED,
    /** The server could not prove who it is. */
    UNTRUSTED,
    /** The handshake, or a request that is part of it, was not answered in time. */
    HANDSHAKE_TIMEOUT,
    /** Nothing from the server for too long. */
    IDLE_TIMEOUT,
    /** The server sent what is not Stratum: a line or frame too long, a message that cannot be read or makes no sense. */
    PROTOCOL_ERROR,
    /** The server asked to reconnect. */
    RECONNECT_REQUESTED
}
