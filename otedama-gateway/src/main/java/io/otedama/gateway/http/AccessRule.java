package io.otedama.gateway.http;

import io.otedama.gateway.auth.Caller;
import io.otedama.gateway.auth.Scope;
import org.jspecify.annotations.Nullable;

/** Who may do what. */
public final class AccessRule {
    private final PublicAccess open;

    public AccessRule(PublicAccess open) {
        this.open = open;
    }

    /**
     * @param account whose private data it is, or null
     */
    public boolean allows(Need need, Caller caller, @Nullable String account) {
        return switch (need) {
            case OPEN -> true;
            case POOL -> open != PublicAccess.NONE || caller.has(Scope.READ) || caller.has(Scope.MINER);
            case MINERS -> open == PublicAccess.MINERS || caller.has(Scope.READ);
            case ACCOUNT ->
                open == PublicAccess.MINERS || caller.has(Scope.READ) || (account != null && caller.owns(account));
            case ACCOUNT_OF_WHAT_IS_FOUND ->
                open == PublicAccess.MINERS || caller.has(Scope.READ) || caller.has(Scope.MINER);
            case ADMIN_READ -> caller.has(Scope.ADMIN_READ);
            case ADMIN_WRITE -> caller.has(Scope.ADMIN_WRITE);
        };
    }

    /**
     * @param account whose private data it is, or null
     * @throws ProblemException when the caller may not
     */
    public void require(Need need, Caller caller, @Nullable String account) {
        if (allows(need, caller, account)) {
            return;
        }
        throw caller.isAnybody()
                ? new ProblemException(ProblemType.UNAUTHORIZED, "Send an API key or a token: Authorization: Bearer …")
                : new ProblemException(ProblemType.FORBIDDEN, "The credential has not the scope that this needs");
    }
}
