package io.otedama.gateway.http;

/**
 * An error as RFC 9457 writes it.
 *
 * @param type a name for programs, {@code urn:otedama:problem:not-found}
 * @param title what that type is, for people
 * @param detail what went wrong this time, without secrets
 * @param instance path of the request
 */
public record Problem(String type, String title, int status, String detail, String instance) {
    public static final String MEDIA_TYPE = "application/problem+json";
}
