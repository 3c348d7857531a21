package io.otedama.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.error.PoolException;
import io.otedama.error.StoreException;
import io.otedama.gateway.auth.Caller;
import io.otedama.gateway.auth.RefusedException;
import io.otedama.gateway.view.HistoryViews.BusyException;
import io.otedama.gateway.view.PictureCache.NotStartedException;
import io.otedama.security.LogLimiter;
import io.otedama.spi.PoolClock;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from event loops to worker threads and their replies back. */
final class ApiDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDispatcher.class);
    private static final String BEARER = "Bearer ";
    private static final int MAX_CREDENTIAL_CHARS = 4_200;
    private static final long BUSY_SECONDS = 1;

    private final ApiTerms terms;
    private final LogLimiter log;

    ApiDispatcher(ApiTerms terms, PoolClock clock) {
        this.terms = terms;
        this.log = new LogLimiter(clock);
    }

    /** Event loop. */
    void handle(RoutingContext context, ApiRoute route) {
        try {
            HttpServerRequest request = context.request();
            InetAddress address = Addresses.of(request.remoteAddress());
            boolean probe = route.need() == Need.OPEN;
            if (!probe) { // whoever asks whether the pool lives is never told to come back later, nor kept waiting by
                // others
                admit(request, route, address);
            }
            String credential = probe ? null : credential(request);
            if (credential != null && terms.brake().waitSeconds(address) > 0) {
                throw new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Too many credentials from this address were not good",
                        terms.brake().waitSeconds(address));
            }
            byte[] body = route.takesBody() ? body(context) : null;
            Map<String, String> path = new HashMap<>(context.pathParams());
            Map<String, String> query = single(context.queryParams());
            Context loop = Vertx.currentContext();
            boolean taken = (probe ? terms.probes() : terms.workers()).offer(() -> {
                ReplyWriter.Rendered rendered = work(route, address, credential, path, query, body, request.path());
                loop.runOnContext(back -> ReplyWriter.write(context, rendered));
            });
            if (!taken) {
                throw new ProblemException(ProblemType.UNAVAILABLE, "Too many requests wait already", BUSY_SECONDS);
            }
        } catch (ProblemException e) {
            ReplyWriter.write(context, ReplyWriter.render(e, context.request().path()));
        } catch (IllegalArgumentException e) { // a query that cannot be decoded
            ProblemException bad = ApiRequest.bad("the request's path or query cannot be read");
            ReplyWriter.write(context, ReplyWriter.render(bad, "/"));
        }
    }

    private void admit(HttpServerRequest request, ApiRoute route, InetAddress address) {
        long waitNs = terms.limit().waitNs(address);
        if (waitNs > 0) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "This address asks too often",
                    TimeUnit.NANOSECONDS.toSeconds(waitNs) + 1);
        }
        boolean change = !route.method().equals("GET");
        if (change
                && !terms.origins()
                        .allowsChange(
                                request.getHeader("Origin"),
                                request.getHeader("Host"),
                                request.isSSL(),
                                request.getHeader("Sec-Fetch-Site"))) {
            throw new ProblemException(
                    ProblemType.CROSS_ORIGIN, "Use a page of this gateway, or have its origin allowed");
        }
    }

    private static @Nullable String credential(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return null;
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length()) || header.length() > MAX_CREDENTIAL_CHARS) {
            throw new ProblemException(ProblemType.UNAUTHORIZED, "Write: Authorization: Bearer …");
        }
        return header.substring(BEARER.length()).trim();
    }

    private static byte[] body(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        if (type == null || !type.split(";", -1)[0].trim().equalsIgnoreCase("application/json")) {
            throw new ProblemException(ProblemType.NOT_JSON, "Send Content-Type: application/json");
        }
        return context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
    }

    private static Map<String, String> single(MultiMap parameters) {
        Map<String, String> first = new HashMap<>();
        parameters.forEach(entry -> first.putIfAbsent(entry.getKey(), entry.getValue()));
        return first;
    }

    /** Worker thread. */
    private ReplyWriter.Rendered work(
            ApiRoute route,
            InetAddress address,
            @Nullable String credential,
            Map<String, String> path,
            Map<String, String> query,
            byte @Nullable [] body,
            String requestPath) {
        try {
            Caller caller = credential == null ? Caller.ANYBODY : check(credential, address);
            terms.access().require(route.need(), caller, path.get("account"));
            JsonNode json = body == null ? null : Json.object(body);
            Reply reply = route.handler().handle(new ApiRequest(path, query, json, caller, terms.access()));
            if (!route.method().equals("GET")) {
                LOG.info("{} {} by key or token {}", route.method(), route.path(), caller.id());
            }
            return ReplyWriter.render(route, reply, caller);
        } catch (ProblemException e) {
            return ReplyWriter.render(e, requestPath);
        } catch (RuntimeException | Error e) {
            return ReplyWriter.render(asProblem(e, route), requestPath);
        }
    }

    private Caller check(String credential, InetAddress address) {
        try {
            return terms.authenticator().check(credential);
        } catch (RefusedException e) {
            if (e.isGuess()) {
                terms.brake().onRefused(address);
            }
            throw new ProblemException(ProblemType.UNAUTHORIZED, String.valueOf(e.getMessage()));
        }
    }

    private ProblemException asProblem(Throwable e, ApiRoute route) {
        if (e instanceof BusyException) {
            return new ProblemException(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage()), BUSY_SECONDS);
        }
        if (e instanceof NotStartedException) {
            return new ProblemException(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage()), 2 * BUSY_SECONDS);
        }
        if (e instanceof StoreException) {
            if (log.tryLog()) {
                LOG.warn("the store gave no answer for {}: {}", route.path(), e.getMessage());
            }
            return new ProblemException(ProblemType.UNAVAILABLE, "The pool's store gives no answer", 5);
        }
        if (e instanceof PoolException) {
            return new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
        }
        if (log.tryLog()) {
            LOG.error("{} {} failed", route.method(), route.path(), e);
        }
        return new ProblemException(ProblemType.INTERNAL, "The operator's log says more");
    }
}
