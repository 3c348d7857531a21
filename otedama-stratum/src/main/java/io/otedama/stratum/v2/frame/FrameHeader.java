package io.otedama.stratum.v2.frame;

/**
 * The six bytes before each payload, little endian (Stratum V2 specification, 3.2).
 *
 * <pre>
 *    0        2        3                 6
 *    +--------+--------+--------+--------+
 *    | ext|ch |  type  | payload length  |    ch = bit 15: the payload starts with a U32 channel_id
 *    +--------+--------+--------+--------+    length counts plain bytes, without this header
 * </pre>
 */
public final class FrameHeader {
    /** Size of a header. */
    public static final int BYTES = 6;

    /** Longest payload that a header can name. */
    public static final int MAX_PAYLOAD_BYTES = 0xffffff;

    /** Longest plain piece of a payload that is sealed at once: a sealed piece has at most 65535 bytes, 16 are the tag. */
    public static final int MAX_CHUNK_BYTES = 65_519;

    /** In the extension type: the payload starts with a channel_id. */
    public static final int CHANNEL_BIT = 0x8000;

    /** The extension type of core messages, without the channel bit. */
    public static final int CORE = 0;

    private FrameHeader() {}

    /** The first two bytes as they are: extension id and channel bit. */
    public static int extensionType(byte[] header, int at) {
        return (header[at] & 0xff) | (header[at + 1] & 0xff) << 8;
    }

    /** Message type, 0 to 255. */
    public static int messageType(byte[] header, int at) {
        return header[at + 2] & 0xff;
    }

    /** Plain bytes that follow. */
    public static int payloadBytes(byte[] header, int at) {
        return (header[at + 3] & 0xff) | (header[at + 4] & 0xff) << 8 | (header[at + 5] & 0xff) << 16;
    }

    /** The extension id: the extension type without the channel bit. */
    public static int extensionId(int extensionType) {
        return extensionType & ~CHANNEL_BIT;
    }

    /** True when the payload is said to start with a channel_id. */
    public static boolean hasChannelBit(int extensionType) {
        return (extensionType & CHANNEL_BIT) != 0;
    }

    /** Writes a header; the numbers are in range, the caller has seen to it. */
    static void write(byte[] out, int at, int extensionType, int messageType, int payloadBytes) {
        out[at] = (byte) extensionType;
        out[at + 1] = (byte) (extensionType >>> 8);
        out[at + 2] = (byte) messageType;
        writeLength(out, at, payloadBytes);
    }

    static void writeLength(byte[] out, int at, int payloadBytes) {
        out[at + 3] = (byte) payloadBytes;
        out[at + 4] = (byte) (payloadBytes >>> 8);
        out[at + 5] = (byte) (payloadBytes >>> 16);
    }
}
