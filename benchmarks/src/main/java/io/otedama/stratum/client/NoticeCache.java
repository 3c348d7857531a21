package io.otedama.stratum.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last {@code mining.notify} of one event loop: most servers write the same line to every connection, and a generator
 * that parsed it ten thousand times would measure itself. Used by one thread.
 */
public final class NoticeCache {
    /** Longest line that is understood. */
    static final int MAX_LINE_BYTES = 1 << 16;

    private final byte[] line = new byte[MAX_LINE_BYTES];
    private final ByteBuf text = Unpooled.wrappedBuffer(line);
    private byte[] known = new byte[0];
    private JsonNode message = NullNode.getInstance();
    private String previousBlock = "";
    private boolean clean;

    /** Where the decoder of every connection puts a line. */
    byte[] line() {
        return line;
    }

    /** The first bytes of {@link #line} as a buffer. */
    ByteBuf text(int length) {
        return text.setIndex(0, length);
    }

    /** True when the line is the kept notification, byte by byte. */
    boolean isRepeated(int length) {
        return length == known.length && Arrays.equals(line, 0, length, known, 0, length);
    }

    JsonNode parse(int length) {
        try {
            return Fields.JSON.readTree(line, 0, length);
        } catch (IOException e) {
            throw new ProtocolException("not JSON: " + e.getMessage(), e);
        }
    }

    /** Keeps the line just parsed when it is a notification of work. */
    boolean keepIfNotice(JsonNode parsed) {
        if (!"mining.notify".equals(parsed.path("method").textValue())) {
            return false;
        }
        known = Arrays.copyOf(line, text.writerIndex());
        message = parsed;
        JsonNode params = parsed.path("params");
        previousBlock = params.path(1).asText();
        clean = params.path(8).asBoolean(false);
        return true;
    }

    JsonNode message() {
        return message;
    }

    String previousBlock() {
        return previousBlock;
    }

    boolean isClean() {
        return clean;
    }
}
