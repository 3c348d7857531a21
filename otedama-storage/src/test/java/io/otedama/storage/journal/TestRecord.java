package io.otedama.storage.journal;

import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A record whose whole content follows from one number. */
final class TestRecord extends RecordView {
    static final int MIN_BYTES = HEADER_BYTES + 8;

    static TestRecord of(long id, int lengthBytes) {
        TestRecord record = new TestRecord();
        ByteBuffer bytes = ByteBuffer.allocate(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        record.begin(bytes, RecordType.JOB, lengthBytes, id);
        bytes.putLong(HEADER_BYTES, id);
        for (int i = MIN_BYTES; i < lengthBytes; i++) {
            bytes.put(i, (byte) (id * 31 + i));
        }
        return record;
    }

    /** The number, after checking that all content is of it. */
    static long id(RecordView view) {
        TestRecord record = new TestRecord();
        record.wrap(view);
        long id = record.buffer.getLong(record.offset + HEADER_BYTES);
        boolean right = record.epochMillis() == id;
        for (int i = MIN_BYTES; i < record.length(); i++) {
            right &= record.buffer.get(record.offset + i) == (byte) (id * 31 + i);
        }
        if (!right) {
            throw new AssertionError("record " + record.sequence() + " has another content than was written");
        }
        return id;
    }
}
