package io.otedama.stratum;

import io.netty.buffer.ByteBuf;

/**
 * Tells protocols apart by what a client sends first.
 *
 * <pre>
 *   { , then text: a name          Stratum V1: a JSON object
 *   00 00 00                         Stratum V2 without encryption: the header of SetupConnection
 *   anything else                    Stratum V2: 64 bytes that look like noise, which they are
 * </pre>
 *
 * <p>The key that a V2 client begins with looks random: like one of the others once in about 10 million times. Such a
 * client is not understood, and connects again with another key.
 */
enum FirstBytes {
    /** Not enough has come to tell. */
    UNDECIDED,
    V1,
    V2_PLAIN,
    V2_NOISE;

    /** Bytes that are looked at: no request of Stratum V1 is shorter. */
    private static final int TEXT_BYTES = 8;

    private static final int PLAIN_HEADER_ZEROES = 3;

    static FirstBytes of(ByteBuf bytes) {
        int readable = bytes.readableBytes();
        if (readable == 0) {
            return UNDECIDED;
        }
        int start = bytes.readerIndex();
        return switch (bytes.getByte(start)) {
            case '{' -> json(bytes, start, readable);
            case 0 -> plain(bytes, start, readable);
            default -> V2_NOISE;
        };
    }

    private static FirstBytes json(ByteBuf bytes, int start, int readable) {
        boolean named = false;
        for (int i = 1; i < Math.min(readable, TEXT_BYTES); i++) {
            byte b = bytes.getByte(start + i);
            boolean space = b == ' ' || b == '\t' || b == '\r' || b == '\n';
            if (!space && (b < ' ' || b > '~' || (!named && b != '"' && b != '}'))) {
                return V2_NOISE;
            }
            named |= !space;
        }
        return readable < TEXT_BYTES ? UNDECIDED : V1;
    }

    private static FirstBytes plain(ByteBuf bytes, int start, int readable) {
        for (int i = 1; i < Math.min(readable, PLAIN_HEADER_ZEROES); i++) {
            if (bytes.getByte(start + i) != 0) {
                return V2_NOISE;
            }
        }
        return readable < PLAIN_HEADER_ZEROES ? UNDECIDED : V2_PLAIN;
    }
}
