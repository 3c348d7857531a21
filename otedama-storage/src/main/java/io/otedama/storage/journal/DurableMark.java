package io.otedama.storage.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which the writer says how far it got, for readers in other processes. Written after every acknowledgement and
 * never forced: after a power loss it may be old, but it never says too much about what was forced.
 *
 * <pre>
 *   0 acknowledged 8 | 8 forced 8 | 16 salt of the last segment 4 | 20 CRC32C of 0..19 | 24 end
 * </pre>
 *
 * The writer's thread, under the journal's lock.
 */
final class DurableMark implements Closeable {
    static final String FILE = "DURABLE";

    private static final Logger LOG = LoggerFactory.getLogger(DurableMark.class);
    private static final int BYTES = 24;
    private static final int CRC = 20;

    private final JournalFile file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer view = bytes.duplicate();
    private final CRC32C crc = new CRC32C();
    private boolean failed;

    DurableMark(JournalFile file) {
        this.file = file;
    }

    /** What a mark says. */
    record Position(long acknowledged, long forced, int salt) {}

    /** Null when there is none, or none that can be read. */
    static @Nullable Position read(JournalDisk disk) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length;
        try (JournalFile file = disk.open(FILE, false)) {
            length = file.read(bytes, 0);
        } catch (NoSuchFileException e) {
            return null;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CRC));
        return length == BYTES && bytes.getInt(CRC) == (int) crc.getValue()
                ? new Position(bytes.getLong(0), bytes.getLong(8), bytes.getInt(16))
                : null;
    }

    /** A failure only holds up those who follow from another process; it is logged once. */
    void write(long acknowledged, long forced, int salt) {
        bytes.putLong(0, acknowledged).putLong(8, forced).putInt(16, salt);
        crc.reset();
        crc.update(view.limit(CRC).position(0));
        bytes.putInt(CRC, (int) crc.getValue());
        try {
            file.write(view.limit(BYTES).position(0), 0);
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                LOG.warn("cannot write {}, readers in other processes fall behind: {}", FILE, e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
