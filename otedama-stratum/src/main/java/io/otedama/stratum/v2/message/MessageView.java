package io.otedama.stratum.v2.message;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.stratum.v2.frame.FrameWriter;
import io.otedama.stratum.v2.frame.Text;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A message read where it lies. {@code wrap} checks every length once, so that the accessors, named and ordered as the
 * fields, cannot fail; bytes behind the last field are ignored. Reused for message after message; not thread-safe; valid
 * as long as the payload is.
 *
 * <p>U32 fields are {@code long}s from 0 to 2^32-1, U64 fields are unsigned {@code long}s, U256 fields have hash (internal)
 * order. Texts are UTF-8; what does not belong into a log is U+FFFD.
 */
public abstract class MessageView {
    /** An OPTION that is not there. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Longest start of a scriptSig that a template may prescribe. */
    protected static final int MAX_COINBASE_PREFIX_BYTES = 8;

    protected static final int U256_BYTES = 32;

    private static final VarHandle SHORT_LE = view(short[].class);
    private static final VarHandle INT_LE = view(int[].class);
    private static final VarHandle LONG_LE = view(long[].class);
    private static final byte[] NOTHING = {};

    private final MessageType type;
    private byte[] payload = NOTHING;
    private int start;
    private int cursor;
    private int end;

    protected MessageView(MessageType type) {
        this.type = type;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** Type, name and channel bit. */
    public final MessageType type() {
        return type;
    }

    /**
     * Reads another payload.
     *
     * @param offset where it starts; {@code length} bytes belong to it
     * @throws MalformedMessageException when a field is not whole or breaks its limit
     */
    public final void wrap(byte[] payload, int offset, int length) throws MalformedMessageException {
        this.payload = payload;
        start = offset;
        cursor = offset;
        end = offset + length;
        walk();
    }

    /** Passes every field in order: {@code take…}. */
    protected abstract void walk() throws MalformedMessageException;

    /** Index in the payload array of the first byte behind the last field; extensions put their fields there. */
    public final int trailingAt() {
        return cursor;
    }

    /** Bytes behind the last field. */
    public final int trailingLength() {
        return end - cursor;
    }

    // ---- passing fields

    /** Passes a field of fixed size. @return where it lies */
    protected final int take(String field, int bytes) throws MalformedMessageException {
        if (bytes > end - cursor) {
            throw malformed(field, bytes + " bytes, " + (end - cursor) + " are left");
        }
        int at = cursor;
        cursor = at + bytes;
        return at;
    }

    /** Passes a length of one byte and what it counts. @return where the counted bytes lie, behind the length */
    protected final int takeBytes255(String field) throws MalformedMessageException {
        return taken(field, u8At(take(field, 1)));
    }

    /** As {@code takeBytes255}, with a limit. */
    protected final int takeBytes(String field, int max) throws MalformedMessageException {
        int length = u8At(take(field, 1));
        if (length > max) {
            throw malformed(field, "at most " + max + " bytes, found a length of " + length);
        }
        return taken(field, length);
    }

    protected final int takeBytes64K(String field) throws MalformedMessageException {
        return taken(field, u16At(take(field, 2)));
    }

    protected final int takeBytes16M(String field) throws MalformedMessageException {
        int at = take(field, 3);
        return taken(field, u16At(at) | u8At(at + 2) << 16);
    }

    /** Passes a count of one byte and elements of fixed size. */
    protected final int takeSequence255(String field, int elementBytes) throws MalformedMessageException {
        return taken(field, u8At(take(field, 1)) * elementBytes);
    }

    /** Passes a count of two bytes and elements of fixed size. */
    protected final int takeSequence64K(String field, int elementBytes) throws MalformedMessageException {
        return taken(field, u16At(take(field, 2)) * elementBytes);
    }

    /** Passes an OPTION[U32]. @return where its first byte lies */
    protected final int takeOptionU32(String field) throws MalformedMessageException {
        int at = take(field, 1);
        if (u8At(at) > 1) {
            throw malformed(field, "0 or 1 for an option, found " + u8At(at));
        }
        if (u8At(at) == 1) {
            take(field, 4);
        }
        return at;
    }

    private int taken(String field, int length) throws MalformedMessageException {
        if (length > end - cursor) {
            throw malformed(field, length + " bytes by its length, " + (end - cursor) + " are left");
        }
        int at = cursor;
        cursor = at + length;
        return at;
    }

    private MalformedMessageException malformed(String field, String expected) {
        return new MalformedMessageException(type.title() + "." + field + ": expected " + expected);
    }

    // ---- reading fields; positions are those that passing returned

    /** Position of a field that lies behind fields of fixed size only. */
    protected final int at(int bytesBefore) {
        return start + bytesBefore;
    }

    protected final boolean boolAt(int at) {
        return (payload[at] & 1) != 0;
    }

    protected final int u8At(int at) {
        return payload[at] & 0xff;
    }

    protected final int u16At(int at) {
        return (short) SHORT_LE.get(payload, at) & 0xffff;
    }

    protected final long u32At(int at) {
        return (int) INT_LE.get(payload, at) & 0xffffffffL;
    }

    protected final long u64At(int at) {
        return (long) LONG_LE.get(payload, at);
    }

    protected final float f32At(int at) {
        return Float.intBitsToFloat((int) INT_LE.get(payload, at));
    }

    protected final long optionU32At(int at) {
        return u8At(at) == 0 ? ABSENT : u32At(at + 1);
    }

    protected final Hash256 hashAt(int at) {
        return Hash256.ofInternal(payload, at);
    }

    protected final Target targetAt(int at) {
        return Target.ofLittleEndian(payload, at);
    }

    /** The text behind a length of one byte. */
    protected final String textAt(int at) {
        return Text.decode(payload, at, u8At(at - 1));
    }

    /** The length, of three bytes, in front of {@code at}. */
    protected final int length16MBefore(int at) {
        return u16At(at - 3) | u8At(at - 1) << 16;
    }

    protected final void copy(int at, int length, byte[] dst, int dstAt) {
        System.arraycopy(payload, at, dst, dstAt, length);
    }

    protected final byte[] copyOf(int at, int length) {
        byte[] bytes = new byte[length];
        copy(at, length, bytes, 0);
        return bytes;
    }

    /** Where element {@code index} of a sequence lies. */
    protected static int element(int at, int index, int count, int elementBytes) {
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("element " + index + " of " + count);
        }
        return at + index * elementBytes;
    }

    // ---- writing what the frame writer does not know

    protected static void putOption(FrameWriter out, long value) {
        if (value == ABSENT) {
            out.putAbsent();
        } else {
            out.putPresentU32(value);
        }
    }

    protected static void putHashes(FrameWriter out, List<Hash256> hashes) {
        for (int i = 0; i < hashes.size(); i++) {
            out.putU256(hashes.get(i));
        }
    }

    protected static void requireCoinbasePrefix(byte[] prefix) {
        if (prefix.length > MAX_COINBASE_PREFIX_BYTES) {
            throw new IllegalArgumentException(
                    "a coinbase prefix has at most " + MAX_COINBASE_PREFIX_BYTES + " bytes, found " + prefix.length);
        }
    }
}
