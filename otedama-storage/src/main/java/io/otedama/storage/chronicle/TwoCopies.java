package io.otedama.storage.chronicle;

import io.otedama.spi.WorkerState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The value of one worker, as the package draws it. */
final class TwoCopies {
    static final int BYTES = 112;

    private static final int COPY_BYTES = 56;
    private static final int STATE = 8;
    private static final int CRC = STATE + WorkerState.BYTES;

    private final ByteBuffer bytes;

    /** Of a new worker. */
    TwoCopies() {
        this(new byte[BYTES]);
    }

    TwoCopies(byte[] value) {
        this.bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The generation of the newest whole copy, 0 when there is none. */
    private long generation() {
        return Math.max(wholeGeneration(0), wholeGeneration(1));
    }

    private long wholeGeneration(int copy) {
        long generation = bytes.getLong(copy * COPY_BYTES);
        boolean whole =
                generation > 0 && generation % 2 == copy && bytes.getInt(copy * COPY_BYTES + CRC) == checksum(copy);
        return whole ? generation : 0;
    }

    private int checksum(int copy) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), copy * COPY_BYTES, CRC);
        return (int) crc.getValue();
    }

    /** The newest state, or null when no copy is whole. */
    @Nullable
    WorkerState newest() {
        long generation = generation();
        if (generation == 0) {
            return null;
        }
        try {
            return WorkerState.decode(bytes, (int) (generation % 2) * COPY_BYTES + STATE);
        } catch (IllegalArgumentException e) {
            return null; // of a version that knew other states
        }
    }

    /** This with a newer state in place of the older one. */
    byte[] with(WorkerState state) {
        long next = generation() + 1;
        int copy = (int) (next % 2);
        bytes.putLong(copy * COPY_BYTES, next);
        state.encode(bytes, copy * COPY_BYTES + STATE);
        bytes.putInt(copy * COPY_BYTES + CRC, checksum(copy));
        return bytes.array();
    }
}
