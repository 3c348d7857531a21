package io.otedama.storage.journal;

import io.otedama.error.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The first 64 bytes of a segment file; drawn in this package's description. The same in every format version. */
final class SegmentHeader {
    static final int BYTES = 64;

    /** "OTEDJRNL", first letter in the lowest byte. */
    static final long MAGIC = 0x4c4e524a4445544fL;

    private static final int VERSION = 8;
    private static final int SALT = 12;
    private static final int FIRST = 16;
    private static final int VOID_FROM = 24;
    private static final int CREATED = 32;
    private static final int CRC = 60;

    private SegmentHeader() {}

    static ByteBuffer encode(Segment segment) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, MAGIC).putInt(VERSION, segment.version()).putInt(SALT, segment.salt());
        bytes.putLong(FIRST, segment.first()).putLong(VOID_FROM, segment.voidFrom());
        bytes.putLong(CREATED, segment.createdMillis());
        return bytes.putInt(CRC, crc(bytes));
    }

    /**
     * Reads the header of the file called {@code name}.
     *
     * @throws JournalDamagedException when it is not what was written; a file gets its name after its header is on disk
     * @throws JournalException when a newer Otedama wrote it
     */
    static Segment read(JournalDisk disk, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (JournalFile file = disk.open(name, false)) {
            if (file.read(bytes, 0) < BYTES) {
                throw new JournalDamagedException(disk.describe(name), 0, "the file is shorter than its header");
            }
        }
        if (bytes.getLong(0) != MAGIC) {
            throw new JournalDamagedException(disk.describe(name), 0, "the header does not begin as a segment does");
        }
        if (bytes.getInt(CRC) != crc(bytes)) {
            throw new JournalDamagedException(disk.describe(name), VERSION, "the header's checksum does not match");
        }
        Segment segment = new Segment(
                bytes.getInt(VERSION),
                bytes.getInt(SALT),
                bytes.getLong(FIRST),
                bytes.getLong(VOID_FROM),
                bytes.getLong(CREATED));
        if (!FrameFormat.isKnown(segment.version())) {
            throw new JournalException(disk.describe(name) + " has journal format " + segment.version()
                    + ", this Otedama reads up to " + FrameFormat.NEWEST + "; use the version that wrote it");
        }
        if (segment.first() < 1 || !segment.name().equals(name)) {
            throw new JournalDamagedException(
                    disk.describe(name),
                    FIRST,
                    "the file is not what its name says, its first sequence is " + segment.first());
        }
        return segment;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CRC));
        return (int) crc.getValue();
    }
}
