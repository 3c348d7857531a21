package io.otedama.gateway.auth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param id of the key or token, for logs; empty for somebody without one
 * @param subject account whose private data {@link Scope#MINER} opens, or null
 * @param untilMillis when the credential ends, milliseconds since 1970; {@link Long#MAX_VALUE} when it does not
 */
public record Caller(String id, @Nullable String subject, Set<Scope> scopes, long untilMillis) {
    /** Somebody without a credential. */
    public static final Caller ANYBODY = new Caller("", null, Set.of(), Long.MAX_VALUE);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean isAnybody() {
        return id.isEmpty();
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /** True when the caller may hand on such a credential: it has all of it, and for no shorter. */
    public boolean mayGive(Set<Scope> wanted, long wantedUntilMillis) {
        return wantedUntilMillis <= untilMillis
                && wanted.stream().allMatch(scope -> has(scope) || (scope == Scope.MINER && has(Scope.READ)));
    }

    /** True when this account's private data is the caller's own. */
    public boolean owns(String account) {
        return has(Scope.MINER) && account.equals(subject);
    }
}
