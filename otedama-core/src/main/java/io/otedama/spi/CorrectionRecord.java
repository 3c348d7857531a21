package io.otedama.spi;

import java.nio.ByteBuffer;

/**
 * An operator's correction: moves an amount between the payable parts of two accounts, and says why.
 *
 * <pre>
 *   24 amount 8 | 32 texts, each length 2 and ASCII: from account, to account, reason | end
 * </pre>
 */
public final class CorrectionRecord extends RecordView {
    /** Longest reason. */
    public static final int MAX_REASON_CHARS = 500;

    private static final int FROM_OFFSET = 32;

    public CorrectionRecord() {}

    /**
     * @param amount base units, greater than 0
     */
    public CorrectionRecord encode(
            ByteBuffer bytes, long epochMillis, long amount, String from, String to, String reason) {
        int toOffset = FROM_OFFSET + textBytes(from);
        int reasonOffset = toOffset + textBytes(to);
        begin(bytes, RecordType.CORRECTION, reasonOffset + textBytes(reason), epochMillis);
        bytes.putLong(24, amount);
        putText(FROM_OFFSET, from);
        putText(toOffset, to);
        putText(reasonOffset, reason);
        return this;
    }

    /** Base units. */
    public long amount() {
        return buffer.getLong(offset + 24);
    }

    public String from() {
        return text(FROM_OFFSET);
    }

    public String to() {
        return text(toOffset());
    }

    public String reason() {
        int at = toOffset();
        return text(at + textBytesAt(at));
    }

    private int toOffset() {
        return FROM_OFFSET + textBytesAt(FROM_OFFSET);
    }
}
