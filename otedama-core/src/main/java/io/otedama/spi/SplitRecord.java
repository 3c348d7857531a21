package io.otedama.spi;

import java.nio.ByteBuffer;

/**
 * A coinbase that pays accounts directly. Precedes every job that uses it; a block record names it by its id. What its
 * value exceeds the amounts by is in the pool's output.
 *
 * <pre>
 *   24 split id 8 | 32 sequence of the books it was computed from 8 | 40 value 8 | 48 entries 4 | 52 reserved 4
 *   56 entries: account id 4, amount 8 | end
 * </pre>
 */
public final class SplitRecord extends RecordView {
    private static final int ENTRIES_OFFSET = 56;
    private static final int ENTRY_BYTES = Integer.BYTES + Long.BYTES + Long.BYTES;

    /** Flag: what fee and donation leave goes to the owner of the work; the amounts come out of those two. */
    public static final int FLAG_REST_TO_OWNER = 1;

    public SplitRecord() {}

    /** Bytes of a record with that many entries. */
    public static int bytes(int entries) {
        return ENTRIES_OFFSET + entries * ENTRY_BYTES;
    }

    /**
     * @param computedAt sequence of the last record that the split knows of
     * @param value what the coinbase pays in all, base units
     * @param flags {@link #FLAG_REST_TO_OWNER} or 0
     * @param accounts account ids
     * @param amounts what the coinbase pays, base units, one for each account
     * @param carried so much of each amount is no share of the block but debt from earlier ones
     */
    public SplitRecord encode(
            ByteBuffer bytes,
            long epochMillis,
            long splitId,
            long computedAt,
            long value,
            int flags,
            int[] accounts,
            long[] amounts,
            long[] carried) {
        begin(bytes, RecordType.SPLIT, bytes(accounts.length), epochMillis);
        bytes.putLong(24, splitId).putLong(32, computedAt).putLong(40, value);
        bytes.putInt(48, accounts.length).putInt(52, flags);
        for (int i = 0; i < accounts.length; i++) {
            bytes.putInt(ENTRIES_OFFSET + i * ENTRY_BYTES, accounts[i]);
            bytes.putLong(ENTRIES_OFFSET + i * ENTRY_BYTES + Integer.BYTES, amounts[i]);
            bytes.putLong(ENTRIES_OFFSET + i * ENTRY_BYTES + Integer.BYTES + Long.BYTES, carried[i]);
        }
        return this;
    }

    public long splitId() {
        return buffer.getLong(offset + 24);
    }

    public long computedAt() {
        return buffer.getLong(offset + 32);
    }

    /** Base units. */
    public long value() {
        return buffer.getLong(offset + 40);
    }

    public int entries() {
        return buffer.getInt(offset + 48);
    }

    public int account(int entry) {
        return buffer.getInt(offset + ENTRIES_OFFSET + entry * ENTRY_BYTES);
    }

    /** Base units. */
    public long amount(int entry) {
        return buffer.getLong(offset + ENTRIES_OFFSET + entry * ENTRY_BYTES + Integer.BYTES);
    }

    /** Of {@link #amount}, what pays debts from earlier blocks; base units. */
    public long carried(int entry) {
        return buffer.getLong(offset + ENTRIES_OFFSET + entry * ENTRY_BYTES + Integer.BYTES + Long.BYTES);
    }

    /** Whether the miner whose job it is gets the block but for fee and donation. */
    public boolean isRestToOwner() {
        return (buffer.getInt(offset + 52) & FLAG_REST_TO_OWNER) != 0;
    }
}
