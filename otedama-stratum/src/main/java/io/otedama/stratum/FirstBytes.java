package io.otedama.stratum;

import io.netty.buffer.ByteBuf;

/**
 * Tells protocols apart by what a client sends first. What cannot be at a port is not looked for there.
 *
 * <pre>
 *   16 03 0x len len 01              TLS: the record of a ClientHello
 *   { , then text: a name            Stratum V1: a JSON object
 *   00 00 00                         Stratum V2 without encryption: the header of SetupConnection
 *   "PROXY " or 0d 0a 0d 0a 00 0d…   a PROXY protocol header from somebody who is no configured proxy: never believed
 *   anything else                    Stratum V2: 64 bytes that look like noise, which they are; without V2 it is V1's to refuse
 * </pre>
 *
 * <p>The key that a V2 client begins with looks random: like plain text or zeros once in about 10 million times, like a
 * ClientHello once in about 3 billion times, like a PROXY header once in 2⁴⁸. Such a client is not understood, and connects
 * again with another key.
 */
enum FirstBytes {
    /** Not enough has come to tell. */
    UNDECIDED,
    TLS,
    V1,
    V2_PLAIN,
    V2_NOISE,
    PROXY_HEADER;

    /** Bytes that are looked at: no request of Stratum V1 is shorter. */
    private static final int TEXT_BYTES = 8;

    private static final int PLAIN_HEADER_ZEROES = 3;
    private static final byte[][] PROXY_HEADERS = {
        {'P', 'R', 'O', 'X', 'Y', ' '}, {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'}
    };

    private static final int HELLO_BYTES = 6;
    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int TLS_MAJOR = 3;
    private static final int TLS_MAX_MINOR = 4;
    private static final int MAX_RECORD_LENGTH_HIGH = 0x40;
    private static final int CLIENT_HELLO = 1;

    /**
     * @param tls whether the client may begin with TLS
     * @param v2 whether it may speak Stratum V2
     */
    static FirstBytes of(ByteBuf bytes, boolean tls, boolean v2) {
        int readable = bytes.readableBytes();
        int start = bytes.readerIndex();
        if (readable == 0) {
            return UNDECIDED;
        }
        for (byte[] header : PROXY_HEADERS) {
            if (begins(bytes, start, readable, header)) {
                return readable < header.length ? UNDECIDED : PROXY_HEADER;
            }
        }
        if (tls && isHello(bytes, start, readable)) {
            return readable < HELLO_BYTES ? UNDECIDED : TLS;
        }
        if (!v2) {
            return V1;
        }
        return switch (bytes.getByte(start)) {
            case '{' -> json(bytes, start, readable);
            case 0 -> plain(bytes, start, readable);
            default -> V2_NOISE;
        };
    }

    /** True when what has come is the header, or the beginning of it. */
    private static boolean begins(ByteBuf bytes, int start, int readable, byte[] header) {
        for (int i = 0; i < Math.min(readable, header.length); i++) {
            if (bytes.getByte(start + i) != header[i]) {
                return false;
            }
        }
        return true;
    }

    /** True when what has come is the beginning of a ClientHello, or may become it. */
    private static boolean isHello(ByteBuf bytes, int start, int readable) {
        return bytes.getByte(start) == HANDSHAKE_RECORD
                && (readable < 2 || bytes.getByte(start + 1) == TLS_MAJOR)
                && (readable < 3 || bytes.getUnsignedByte(start + 2) <= TLS_MAX_MINOR)
                && (readable < 4 || bytes.getUnsignedByte(start + 3) <= MAX_RECORD_LENGTH_HIGH)
                && (readable < HELLO_BYTES || bytes.getByte(start + 5) == CLIENT_HELLO);
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
