package io.otedama.gateway.view;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page begins, as a text that clients hand back and do not read. */
public final class Cursor {
    /** Longest text that is looked at. */
    public static final int MAX_CHARS = 2_048;

    private static final String SEPARATOR = "\n";

    private Cursor() {}

    public static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param count of parts that it was made of
     * @throws IllegalArgumentException when it is not such a cursor
     */
    public static List<String> parts(String text, int count) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("the cursor is too long");
        }
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        List<String> parts = List.of(plain.split(SEPARATOR, count));
        if (parts.size() != count) {
            throw new IllegalArgumentException("the cursor is not one of this list");
        }
        return parts;
    }

    public static String ofNumber(long number) {
        return of(Long.toString(number));
    }

    /**
     * @throws IllegalArgumentException when it is not a cursor of {@link #ofNumber}
     */
    public static long number(String text) {
        return Long.parseLong(parts(text, 1).get(0));
    }
}
