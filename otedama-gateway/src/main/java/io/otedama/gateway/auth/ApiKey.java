package io.otedama.gateway.auth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as the operator sees it; its secret is not in it.
 *
 * @param name for people
 * @param subject account that {@link Scope#MINER} is about, or null
 * @param createdAt milliseconds since 1970
 * @param expiresAt milliseconds since 1970, or null
 * @param lastUsedAt milliseconds since 1970, or null; on disk up to a minute old
 */
public record ApiKey(
        String id,
        String name,
        Set<Scope> scopes,
        @Nullable String subject,
        long createdAt,
        @Nullable Long expiresAt,
        @Nullable Long lastUsedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean isValidAt(long epochMillis) {
        return expiresAt == null || epochMillis < expiresAt;
    }

    ApiKey usedAt(long epochMillis) {
        return new ApiKey(id, name, scopes, subject, createdAt, expiresAt, epochMillis);
    }
}
