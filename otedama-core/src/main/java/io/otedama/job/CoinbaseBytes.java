package io.otedama.job;

import io.otedama.chain.CompactSize;
import java.io.ByteArrayOutputStream;

/** Writes the parts of a transaction: integers little-endian, lengths as compact sizes. One thread. */
final class CoinbaseBytes extends ByteArrayOutputStream {
    CoinbaseBytes(int expectedBytes) {
        super(expectedBytes);
    }

    /** Bytes of an output with that script. */
    static int outputSize(byte[] script) {
        return Long.BYTES + CompactSize.size(script.length) + script.length;
    }

    void writeInt(int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            write(value >>> (8 * i));
        }
    }

    /** Value in base units, length of the script, script. */
    void writeOutput(long value, byte[] script) {
        writeInt((int) value);
        writeInt((int) (value >>> 32));
        CompactSize.write(this, script.length);
        writeBytes(script);
    }
}
