package io.otedama.gateway.http;

import io.otedama.gateway.auth.ApiKey;
import io.otedama.gateway.auth.ApiKeys;
import io.otedama.gateway.auth.Authenticator;
import io.otedama.gateway.auth.Scope;
import io.otedama.gateway.auth.Tokens;
import io.otedama.gateway.view.Page;
import io.otedama.spi.PoolClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys and tokens. A credential gives no more than it has, and for no longer. */
public final class KeyRoutes implements RouteFamily {
    private static final int MAX_SUBJECT_CHARS = 127;
    private static final String KEYS = "/api/v1/admin/keys";
    private static final String TOKENS = "/api/v1/admin/tokens";

    private final Authenticator authenticator;
    private final PoolClock clock;

    public KeyRoutes(Authenticator authenticator, PoolClock clock) {
        this.authenticator = authenticator;
        this.clock = clock;
    }

    @Override
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(KEYS, Need.ADMIN_READ, this::list),
                ApiRoute.post(KEYS, this::makeKey),
                ApiRoute.delete(KEYS + "/{id}", this::deleteKey),
                ApiRoute.post(TOKENS, this::makeToken),
                ApiRoute.delete(TOKENS + "/{id}", this::revokeToken));
    }

    /** A key without its secret. */
    record KeyView(
            String id,
            String name,
            List<String> scopes,
            @Nullable String subject,
            long createdAt,
            @Nullable Long expiresAt,
            @Nullable Long lastUsedAt) {
        static KeyView of(ApiKey key) {
            return new KeyView(
                    key.id(),
                    key.name(),
                    Scope.words(key.scopes()),
                    key.subject(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt());
        }
    }

    /** Shown this once. */
    record NewKey(String id, String key) {
        @Override
        public String toString() {
            return "a new key " + id;
        }
    }

    /** Shown this once. */
    record NewToken(String id, String token, long expiresAt) {
        @Override
        public String toString() {
            return "a new token " + id;
        }
    }

    private Reply list(ApiRequest request) {
        return Reply.ok(
                Page.whole(authenticator.keys().list().stream().map(KeyView::of).toList()));
    }

    private Reply makeKey(ApiRequest request) {
        String name = request.bodyText("name", ApiKeys.MAX_NAME_CHARS);
        Set<Scope> scopes = scopes(request);
        String subject = subject(request, scopes);
        Optional<Long> expiresAt = request.bodyNumber("expiresAt");
        if (expiresAt.isPresent() && expiresAt.get() <= clock.epochMillis()) {
            throw ApiRequest.bad("'expiresAt' is in the past");
        }
        requireToHave(request, scopes, expiresAt.orElse(Long.MAX_VALUE));
        ApiKeys.Made made = authenticator.keys().make(name, scopes, subject, expiresAt.orElse(null));
        return Reply.created(new NewKey(made.key().id(), made.text()));
    }

    private static void requireToHave(ApiRequest request, Set<Scope> scopes, long untilMillis) {
        if (!request.caller().mayGive(scopes, untilMillis)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Your credential has not all of these scopes, or ends before this one would");
        }
    }

    private static Set<Scope> scopes(ApiRequest request) {
        List<String> words = request.bodyTexts("scopes", Scope.values().length);
        Set<Scope> scopes = ApiRequest.valid(() -> Scope.parse(words));
        if (scopes.isEmpty()) {
            throw ApiRequest.bad("'scopes' is empty");
        }
        return scopes;
    }

    private static @Nullable String subject(ApiRequest request, Set<Scope> scopes) {
        Optional<String> subject = request.optionalBodyText("subject", MAX_SUBJECT_CHARS);
        if (scopes.contains(Scope.MINER) && subject.isEmpty()) {
            throw ApiRequest.bad("the scope miner needs a 'subject': the account it is about");
        }
        return subject.orElse(null);
    }

    private Reply deleteKey(ApiRequest request) {
        if (!authenticator.keys().delete(request.param("id"))) {
            throw ApiRequest.notFound("There is no such key");
        }
        return Reply.nothing();
    }

    private Reply makeToken(ApiRequest request) {
        Set<Scope> scopes = scopes(request);
        String subject = subject(request, scopes);
        long seconds = request.bodyNumber("seconds").orElse(0L);
        if (seconds < 1 || seconds > Tokens.MAX_LIFE.toSeconds()) {
            throw ApiRequest.bad("'seconds' is 1 to " + Tokens.MAX_LIFE.toSeconds());
        }
        requireToHave(
                request,
                scopes,
                clock.epochMillis() + Duration.ofSeconds(seconds).toMillis());
        Tokens.Made made = authenticator.tokens().make(scopes, subject, Duration.ofSeconds(seconds));
        return Reply.created(new NewToken(made.id(), made.text(), made.expiresAt()));
    }

    private Reply revokeToken(ApiRequest request) {
        String id = request.param("id");
        if (id.length() > 64) {
            throw ApiRequest.bad("that is no token's id");
        }
        authenticator.tokens().revoke(id);
        return Reply.nothing();
    }
}
