package io.otedama.security;

/** Whether a connection is let in, and if not, why. */
public enum GuardVerdict {
    ADMITTED,
    /** Its address or network is banned at the moment. */
    BANNED,
    /** Its network is on the deny list. */
    DENIED,
    /** Its address opens connections too fast. */
    TOO_FAST_ADDRESS,
    /** The addresses of its subnet together open connections too fast. */
    TOO_FAST_SUBNET,
    /** Everybody together opens connections too fast. */
    TOO_FAST_GLOBAL
}
