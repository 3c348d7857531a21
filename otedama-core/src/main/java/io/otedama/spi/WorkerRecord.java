package io.otedama.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Gives a worker the number by which share records name it. Precedes the worker's first share.
 *
 * <pre>
 *   24 worker id 4 | 28 name length 2 | 30 name (ASCII, at most 127) | end
 * </pre>
 */
public final class WorkerRecord extends RecordView {
    private static final int NAME_OFFSET = 30;

    public WorkerRecord() {}

    public WorkerRecord encode(ByteBuffer bytes, long epochMillis, int workerId, String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        begin(bytes, RecordType.WORKER, NAME_OFFSET + ascii.length, epochMillis);
        bytes.putInt(24, workerId);
        bytes.putShort(28, (short) ascii.length);
        bytes.put(NAME_OFFSET, ascii);
        return this;
    }

    public int workerId() {
        return buffer.getInt(offset + 24);
    }

    public String workerName() {
        byte[] ascii = new byte[buffer.getShort(offset + 28)];
        buffer.get(offset + NAME_OFFSET, ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
