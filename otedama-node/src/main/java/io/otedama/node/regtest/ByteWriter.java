package io.otedama.node.regtest;

import io.otedama.chain.CompactSize;
import io.otedama.chain.Hash256;
import java.io.ByteArrayOutputStream;

/** Writes Bitcoin's serialisation: little-endian integers, counted byte strings, hashes in internal order. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ByteWriter writeByte(int value) {
        out.write(value);
        return this;
    }

    ByteWriter writeInt(int value) {
        return writeLittleEndian(value, Integer.BYTES);
    }

    ByteWriter writeLong(long value) {
        return writeLittleEndian(value, Long.BYTES);
    }

    ByteWriter writeCount(int value) {
        CompactSize.write(out, value);
        return this;
    }

    ByteWriter writeHash(Hash256 hash) {
        return writeBytes(hash.toBytes());
    }

    ByteWriter writeBytes(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    ByteWriter writeVarBytes(byte[] bytes) {
        return writeCount(bytes.length).writeBytes(bytes);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private ByteWriter writeLittleEndian(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> (8 * i)) & 0xff);
        }
        return this;
    }
}
