package io.otedama.security;

/** What is counted against a rate. */
public enum GuardedAction {
    /** A connection opens. */
    CONNECT,
    /** A handshake that costs arithmetic: Noise, TLS. */
    HANDSHAKE,
    /** A request of a person's tool, over HTTP. */
    REQUEST,
    /** A share is submitted. */
    SHARE,
    /** A byte is received. */
    BYTE
}
