package io.otedama.stratum.v2.noise;

import io.otedama.chain.Base58;

/** Keys as base58check text: bounded, and with errors that say which text is meant. */
final class Base58Text {
    private Base58Text() {}

    /** @throws IllegalArgumentException with the text in it, when that is short */
    static byte[] decode(String what, String text) {
        if (text.length() > AuthorityKey.MAX_TEXT_CHARS) {
            throw new IllegalArgumentException(what + ": a text of " + text.length()
                    + " characters is too long, at most " + AuthorityKey.MAX_TEXT_CHARS + " are read");
        }
        try {
            return Base58.decodeChecked(text);
        } catch (IllegalArgumentException e) {
            throw wrong(what, text, String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #decode}, but no error repeats any of the text, nor has a cause that does. */
    static byte[] decodeSecret(String what, String text) {
        if (text.length() > AuthorityKey.MAX_TEXT_CHARS) {
            throw new IllegalArgumentException(what + ": the text is too long");
        }
        try {
            return Base58.decodeChecked(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    what + ": the text is not base58check, a character was mistyped or lost (not shown, it is secret)");
        }
    }

    static IllegalArgumentException wrong(String what, String text, String why) {
        return new IllegalArgumentException(what + " '" + text + "': " + why);
    }
}
