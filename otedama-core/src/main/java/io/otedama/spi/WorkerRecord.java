package io.otedama.spi;

import java.nio.ByteBuffer;

/**
 * Gives a worker the number by which share records name it, and says whose account its work is credited to. Precedes the
 * worker's first share.
 *
 * <pre>
 *   24 worker id 4 | 28 name length 2, name (ASCII, at most 127) | account length 2, account (ASCII, at most 127) | end
 * </pre>
 */
public final class WorkerRecord extends RecordView {
    private static final int NAME_OFFSET = 28;

    public WorkerRecord() {}

    /**
     * @param name the user name as sent
     * @param account canonical text of the account
     */
    public WorkerRecord encode(ByteBuffer bytes, long epochMillis, int workerId, String name, String account) {
        int accountOffset = NAME_OFFSET + textBytes(name);
        begin(bytes, RecordType.WORKER, accountOffset + textBytes(account), epochMillis);
        bytes.putInt(24, workerId);
        putText(NAME_OFFSET, name);
        putText(accountOffset, account);
        return this;
    }

    public int workerId() {
        return buffer.getInt(offset + 24);
    }

    public String workerName() {
        return text(NAME_OFFSET);
    }

    public String account() {
        return text(NAME_OFFSET + textBytesAt(NAME_OFFSET));
    }
}
