package io.otedama.security;

/** What is counted against a rate. */
public enum GuardedAction {
    /** A connection opens. */
    CONNECT(0),
    /** A handshake that costs arithmetic: Noise, TLS. */
    HANDSHAKE(1),
    /** A request of a person's tool, over HTTP. */
    REQUEST(2),
    /** A share is submitted. */
    SHARE(3),
    /** A byte is received. */
    BYTE(4),
    /** A mining channel opens on a connection that is there: a session as a connection is, without the connection. */
    CHANNEL(5);

    /** Actions there are. */
    static final int COUNT = 6;

    /** Where its bucket is kept, from 0. */
    final int place;

    GuardedAction(int place) {
        this.place = place;
    }
}
