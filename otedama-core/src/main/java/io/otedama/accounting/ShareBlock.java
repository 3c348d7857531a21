package io.otedama.accounting;

import io.otedama.payout.CreditedShare;
import io.otedama.spi.ShareRecord;
import java.util.function.IntUnaryOperator;

/**
 * Some shares in the order of the journal, as plain numbers. Belongs to one thread at a time and is handed on whole.
 *
 * <pre>
 *   four longs per share:  sequence | work, upper half | work, lower half | worker id, bits (upper and lower 32)
 * </pre>
 *
 * <p>It holds the worker and not the account: whose a worker is, only the thread of the books may ask.
 */
final class ShareBlock {
    /** Shares that fit. */
    static final int CAPACITY = 512;

    private static final int LONGS = 4;
    private static final long LOWER = 0xFFFF_FFFFL;

    private final long[] values = new long[CAPACITY * LONGS];
    private int filled;
    private int taken;

    ShareBlock() {}

    void clear() {
        filled = 0;
        taken = 0;
    }

    /** True when every share was taken. */
    boolean isEmpty() {
        return taken == filled;
    }

    /** Shares that are still to be taken. */
    int size() {
        return (filled - taken) / LONGS;
    }

    void add(ShareRecord share) {
        values[filled] = share.sequence();
        values[filled + 1] = share.workHi();
        values[filled + 2] = share.workLo();
        values[filled + 3] = ((long) share.workerId() << Integer.SIZE) | (share.bits() & LOWER);
        filled += LONGS;
    }

    /** Moves the oldest share to {@code target}. */
    CreditedShare take(CreditedShare target, IntUnaryOperator accountOfWorker) {
        int at = taken;
        taken += LONGS;
        long last = values[at + 3];
        int account = accountOfWorker.applyAsInt((int) (last >>> Integer.SIZE));
        return target.set(values[at], account, values[at + 1], values[at + 2], (int) last, 0);
    }
}
