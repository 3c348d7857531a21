package io.otedama.stratum.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Recognises the one reply that makes up nearly all traffic, without building a JSON tree: an object whose only keys are
 * {@code id} (a whole number), {@code result} (true) and {@code error} (null), in any order. Everything else is left to
 * the JSON parser. Used by one thread.
 */
final class AcceptScanner {
    private static final int MAX_ID_DIGITS = 18;

    private ByteBuf line = Unpooled.EMPTY_BUFFER;
    private int at;
    private long id;
    private boolean accepted;

    /** The id of the accepted request, or -1 when the line is something else. Moves no index of the buffer. */
    long scan(ByteBuf text) {
        line = text;
        at = text.readerIndex();
        id = -1;
        accepted = false;
        if (!take('{')) {
            return -1;
        }
        do {
            if (!member()) {
                return -1;
            }
        } while (take(','));
        return take('}') && next() == -1 && accepted ? id : -1;
    }

    private boolean member() {
        if (takeWord("\"id\"")) {
            return take(':') && number();
        }
        if (takeWord("\"result\"")) {
            accepted = take(':') && takeWord("true");
            return accepted;
        }
        return takeWord("\"error\"") && take(':') && takeWord("null");
    }

    private boolean number() {
        int digit = next() - '0';
        if (digit < 1 || digit > 9 || id != -1) {
            return false;
        }
        id = 0;
        for (int count = 0; digit >= 0 && digit <= 9; count++) {
            if (count == MAX_ID_DIGITS) {
                return false;
            }
            id = 10 * id + digit;
            at++;
            digit = (at < line.writerIndex() ? line.getByte(at) : 0) - '0';
        }
        return true;
    }

    private boolean take(char expected) {
        if (next() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private boolean takeWord(String word) {
        next();
        if (line.writerIndex() - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (line.getByte(at + i) != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** The next character that is no blank, or -1 at the end. */
    private int next() {
        while (at < line.writerIndex()) {
            byte c = line.getByte(at);
            if (c != ' ' && c != '\t' && c != '\r') {
                return c;
            }
            at++;
        }
        return -1;
    }
}
