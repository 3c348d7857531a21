package io.otedama.security;

/** Whether one more connection is admitted, and if not, which limit it met. */
public enum AddressVerdict {
    /** Counted; must be released when the connection ends. */
    ADMITTED,
    /** As many connections as allowed come from this address already. Not counted. */
    ADDRESS_FULL,
    /** As many connections as allowed are open already. Not counted. */
    POOL_FULL
}
