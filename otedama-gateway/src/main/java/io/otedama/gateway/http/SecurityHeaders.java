package io.otedama.gateway.http;

import io.vertx.core.http.HttpServerResponse;

/** What every answer tells browsers. */
public final class SecurityHeaders {
    /** Own scripts and styles only, nothing inline, no markup out of text, no frames around it, connections home only. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private SecurityHeaders() {}

    public static void put(HttpServerResponse response, boolean tls) {
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("X-Frame-Options", "DENY");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (tls) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
