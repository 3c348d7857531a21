package io.otedama.gateway.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers.
 *
 * @param json becomes the body, when there are no bytes
 * @param bytes the body itself, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, @Nullable Object json, byte @Nullable [] bytes, String contentType) {
    private static final String JSON = "application/json";

    public static Reply ok(Object json) {
        return new Reply(200, json, null, JSON);
    }

    public static Reply created(Object json) {
        return new Reply(201, json, null, JSON);
    }

    /** Asked for, not done yet. */
    public static Reply accepted(Object json) {
        return new Reply(202, json, null, JSON);
    }

    /** Done, and nothing to be said. */
    public static Reply nothing() {
        return new Reply(204, null, new byte[0], JSON);
    }

    public static Reply withStatus(int status, Object json) {
        return new Reply(status, json, null, JSON);
    }

    public static Reply text(String text, String contentType) {
        return new Reply(200, null, text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    public static Reply bytes(byte[] bytes, String contentType) {
        return new Reply(200, null, bytes, contentType);
    }
}
