package io.otedama.stratum.v2.frame;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes plain frames, one behind the other, into an array that grows and is used again. All numbers little endian. Not
 * thread-safe.
 *
 * <pre>
 *   begin(type, channelBit) -> put… -> end() -> begin … end()        array()[0 .. length()) = whole frames only
 * </pre>
 *
 * <p>A frame that was begun and not ended, because writing a field threw, is dropped by the next {@code begin}. Numbers
 * of 8 and 16 bits and lengths are checked ({@code IllegalArgumentException}); of {@code putU24} and {@code putU32} the
 * low bits count, so that an {@code int} may be passed as it is.
 */
public final class FrameWriter {
    private static final VarHandle SHORT_LE = view(short[].class);
    private static final VarHandle INT_LE = view(int[].class);
    private static final VarHandle LONG_LE = view(long[].class);
    private static final int INITIAL_BYTES = 256;
    private static final int U256_BYTES = 32;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int end;
    private int at;

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    // ---- frames

    /** Starts a frame of a core message. */
    public FrameWriter begin(int messageType, boolean channelBit) {
        return begin(FrameHeader.CORE, messageType, channelBit);
    }

    /** Starts a frame of an extension's message; {@code extensionId} without the channel bit. */
    public FrameWriter begin(int extensionId, int messageType, boolean channelBit) {
        if (extensionId < 0 || extensionId >= FrameHeader.CHANNEL_BIT) {
            throw new IllegalArgumentException("an extension id has 15 bits, found " + extensionId);
        }
        requireU8(messageType);
        at = end;
        int start = room(FrameHeader.BYTES);
        FrameHeader.write(
                bytes, start, channelBit ? extensionId | FrameHeader.CHANNEL_BIT : extensionId, messageType, 0);
        return this;
    }

    /**
     * Completes the frame that was begun.
     *
     * @throws IllegalArgumentException when its payload is too long for a frame
     */
    public void end() {
        int payload = at - end - FrameHeader.BYTES;
        if (payload < 0) {
            throw new IllegalStateException("no frame was begun");
        }
        if (payload > FrameHeader.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a payload has at most " + FrameHeader.MAX_PAYLOAD_BYTES + " bytes, this one " + payload);
        }
        FrameHeader.writeLength(bytes, end, payload);
        end = at;
    }

    /** The frames, from index 0; another array after more was written. */
    public byte[] array() {
        return bytes;
    }

    /** Bytes of all frames that are complete. */
    public int length() {
        return end;
    }

    /** Forgets all frames; the array stays. */
    public void reset() {
        end = 0;
        at = 0;
    }

    /** A copy of the frames, to keep. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, end);
    }

    // ---- numbers

    public FrameWriter putBool(boolean value) {
        int start = room(1);
        bytes[start] = (byte) (value ? 1 : 0);
        return this;
    }

    public FrameWriter putU8(int value) {
        requireU8(value);
        int start = room(1);
        bytes[start] = (byte) value;
        return this;
    }

    public FrameWriter putU16(int value) {
        if (value >>> 16 != 0) {
            throw new IllegalArgumentException("not a number of 16 bits: " + value);
        }
        int start = room(2);
        SHORT_LE.set(bytes, start, (short) value);
        return this;
    }

    public FrameWriter putU24(int value) {
        int start = room(3);
        SHORT_LE.set(bytes, start, (short) value);
        bytes[start + 2] = (byte) (value >>> 16);
        return this;
    }

    /** The low 32 bits. */
    public FrameWriter putU32(long value) {
        int start = room(4);
        INT_LE.set(bytes, start, (int) value);
        return this;
    }

    /** All 64 bits, unsigned. */
    public FrameWriter putU64(long value) {
        int start = room(8);
        LONG_LE.set(bytes, start, value);
        return this;
    }

    public FrameWriter putF32(float value) {
        int start = room(4);
        INT_LE.set(bytes, start, Float.floatToRawIntBits(value));
        return this;
    }

    /** 32 bytes as they are: little endian, which is a hash's internal order. */
    public FrameWriter putU256(byte[] value, int offset) {
        return putRaw(value, offset, U256_BYTES);
    }

    public FrameWriter putU256(Hash256 value) {
        int start = room(U256_BYTES);
        value.writeTo(bytes, start);
        return this;
    }

    public FrameWriter putU256(Target value) {
        int start = room(U256_BYTES);
        value.writeLittleEndian(bytes, start);
        return this;
    }

    /** An absent OPTION. */
    public FrameWriter putAbsent() {
        return putU8(0);
    }

    /** An OPTION[U32] that is present. */
    public FrameWriter putPresentU32(long value) {
        return putU8(1).putU32(value);
    }

    // ---- bytes

    /** Bytes without a length. */
    public FrameWriter putRaw(byte[] value, int offset, int length) {
        int start = room(length);
        System.arraycopy(value, offset, bytes, start, length);
        return this;
    }

    /** STR0_255: UTF-8 with a length of one byte; control characters are refused. */
    public FrameWriter putString255(String value) {
        byte[] text = Text.encode(value);
        return putBytes255(text, 0, text.length);
    }

    /** B0_32. */
    public FrameWriter putBytes32(byte[] value, int offset, int length) {
        requireLength(length, U256_BYTES);
        return putU8(length).putRaw(value, offset, length);
    }

    /** B0_255. */
    public FrameWriter putBytes255(byte[] value, int offset, int length) {
        requireLength(length, 0xff);
        return putU8(length).putRaw(value, offset, length);
    }

    /** B0_64K. */
    public FrameWriter putBytes64K(byte[] value, int offset, int length) {
        requireLength(length, 0xffff);
        return putU16(length).putRaw(value, offset, length);
    }

    /** B0_16M. */
    public FrameWriter putBytes16M(byte[] value, int offset, int length) {
        requireLength(length, 0xffffff);
        return putU24(length).putRaw(value, offset, length);
    }

    private static void requireU8(int value) {
        if (value >>> 8 != 0) {
            throw new IllegalArgumentException("not a number of 8 bits: " + value);
        }
    }

    private static void requireLength(int length, int max) {
        if (length > max) {
            throw new IllegalArgumentException("the field takes at most " + max + " bytes, found " + length);
        }
    }

    /** Makes room and returns where it starts; {@code bytes} may be another array afterwards. It never becomes much longer than the longest frame allowed. */
    private int room(int count) {
        int start = at;
        if (count > bytes.length - start) {
            if (start - end > FrameHeader.MAX_PAYLOAD_BYTES + FrameHeader.BYTES) {
                throw new IllegalArgumentException("a payload has at most " + FrameHeader.MAX_PAYLOAD_BYTES + " bytes");
            }
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(start, count), 2 * bytes.length));
        }
        at = start + count;
        return start;
    }
}
