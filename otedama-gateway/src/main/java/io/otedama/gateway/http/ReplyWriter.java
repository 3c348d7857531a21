package io.otedama.gateway.http;

import io.otedama.gateway.auth.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Replies as HTTP. {@link #render} on any thread, {@link #write} on the request's event loop. */
public final class ReplyWriter {
    private static final int ETAG_BYTES = 12;

    private ReplyWriter() {}

    /** A reply in bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Rendered(
            int status,
            byte[] body,
            String contentType,
            String cacheControl,
            @Nullable String etag,
            long retryAfter) {}

    static Rendered render(ApiRoute route, Reply reply, Caller caller) {
        byte[] body = reply.bytes() == null ? Json.bytes(reply.json() == null ? "" : reply.json()) : reply.bytes();
        boolean cacheable = route.method().equals("GET") && !route.need().isAdmin() && reply.status() == 200;
        String cacheControl = !cacheable ? "no-store" : caller.isAnybody() ? "no-cache" : "private, no-cache";
        String etag = route.method().equals("GET") && reply.status() == 200 ? etag(body) : null;
        return new Rendered(reply.status(), body, reply.contentType(), cacheControl, etag, 0);
    }

    static Rendered render(ProblemException e, String path) {
        return new Rendered(
                e.type().status(),
                Json.bytes(e.problem(path)),
                Problem.MEDIA_TYPE,
                "no-store",
                null,
                e.retryAfterSeconds());
    }

    /** Weak: the same JSON may go out compressed or not. */
    static String etag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ETAG_BYTES))
                    + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Answers with a problem. Event loop. */
    public static void refuse(RoutingContext context, ProblemException problem) {
        write(context, render(problem, context.request().path()));
    }

    static void write(RoutingContext context, Rendered rendered) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        SecurityHeaders.put(response, context.request().isSSL());
        response.putHeader("Cache-Control", rendered.cacheControl);
        response.putHeader("Vary", "Authorization, Origin, Accept-Encoding");
        if (rendered.retryAfter > 0) {
            response.putHeader("Retry-After", Long.toString(rendered.retryAfter));
        }
        if (rendered.status == ProblemType.UNAUTHORIZED.status()) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (rendered.etag != null) {
            response.putHeader("ETag", rendered.etag);
            if (isKnown(context.request().getHeader("If-None-Match"), rendered.etag)) {
                response.setStatusCode(304).end();
                return;
            }
        }
        response.setStatusCode(rendered.status);
        if (rendered.status == 204) {
            response.end();
            return;
        }
        response.putHeader("Content-Type", rendered.contentType);
        response.end(Buffer.buffer(rendered.body));
    }

    static boolean isKnown(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.equals("*")
                        || Arrays.stream(ifNoneMatch.split(",", -1))
                                .map(String::trim)
                                .anyMatch(known -> known.equals(etag) || ("W/" + known).equals(etag)));
    }
}
