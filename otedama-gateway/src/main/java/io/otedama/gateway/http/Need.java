package io.otedama.gateway.http;

/** What a route needs. */
public enum Need {
    /** Nothing, whatever is public. */
    OPEN,
    /** Public with POOL and MINERS; else {@code read} or {@code miner}. */
    POOL,
    /** Public with MINERS; else {@code read}. */
    MINERS,
    /** Public with MINERS; else {@code read}, or {@code miner} of the account in the path. */
    ACCOUNT,
    /** As ACCOUNT, but the handler finds out whose account it is. */
    ACCOUNT_OF_WHAT_IS_FOUND,
    /** {@code admin:read}. */
    ADMIN_READ,
    /** {@code admin:write}. */
    ADMIN_WRITE;

    /** True for what only the operator sees. */
    public boolean isAdmin() {
        return this == ADMIN_READ || this == ADMIN_WRITE;
    }
}
