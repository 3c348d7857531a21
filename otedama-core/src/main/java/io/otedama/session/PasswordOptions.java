package io.otedama.session;

import io.otedama.chain.Difficulty;
import org.jspecify.annotations.Nullable;

/**
 * Options that miners put into the password: a list of {@code key=value}, separated by commas or semicolons. Unknown keys
 * and nonsense are ignored, as every pool does, and so is what follows the first {@value #MAX_CHARS} characters; of several
 * sensible values the last counts.
 *
 * @param fixed {@code d=} or {@code diff=}: difficulty that vardiff leaves alone
 * @param start {@code sd=}: difficulty to start with
 * @param minimum {@code md=}: difficulty not to go below
 */
record PasswordOptions(
        @Nullable Difficulty fixed,
        @Nullable Difficulty start,
        @Nullable Difficulty minimum) {
    /** Characters that are looked at: a password of a whole line must not cost thousands of numbers. */
    static final int MAX_CHARS = 256;

    static PasswordOptions parse(String password) {
        Difficulty fixed = null;
        Difficulty start = null;
        Difficulty minimum = null;
        String readable = password.substring(0, Math.min(password.length(), MAX_CHARS));
        for (String option : readable.split("[,;]", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                Difficulty value = number(option.substring(equals + 1).trim());
                String key = value == null ? "" : option.substring(0, equals).trim();
                switch (key) {
                    case "d", "diff" -> fixed = value;
                    case "sd" -> start = value;
                    case "md" -> minimum = value;
                    default -> {}
                }
            }
        }
        return new PasswordOptions(fixed, start, minimum);
    }

    private static @Nullable Difficulty number(String text) {
        // bounds the digits before parsing: 1e999999999 would be a very large BigDecimal
        if (text.length() > 24 || !text.matches("[0-9]*\\.?[0-9]*([eE][+-]?[0-9]{1,2})?")) {
            return null;
        }
        try {
            return Difficulty.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
