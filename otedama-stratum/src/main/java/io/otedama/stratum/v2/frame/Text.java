package io.otedama.stratum.v2.frame;

import java.nio.charset.StandardCharsets;

/** STR0_255: UTF-8 without control characters, so that a peer's text can be logged as it is. */
public final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * What a peer sent, fit for a log: control characters, line separators and bytes that are not UTF-8 become U+FFFD.
     */
    public static String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return withoutControls(text);
            }
        }
        return text;
    }

    private static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            if (isControl(clean.charAt(i))) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                throw new IllegalArgumentException(
                        "a control character at " + i + " of \"" + withoutControls(text) + '"');
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
