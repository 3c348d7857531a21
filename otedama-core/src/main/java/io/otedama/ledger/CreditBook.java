package io.otedama.ledger;

import io.otedama.chain.Work;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/**
 * Credited work and shares per worker, and their total. Sums are unsigned 128-bit integers in plain arrays, so that a
 * credit allocates nothing. One thread.
 *
 * <p>Invariant: the sum over all workers equals the total; {@link #checkInvariant()} asserts it.
 */
public final class CreditBook {
    private final Int2IntHashMap rowByWorker = new Int2IntHashMap(-1);
    private int[] workerIds = new int[64];
    private long[] hi = new long[64];
    private long[] lo = new long[64];
    private long[] shares = new long[64];
    private int rows;
    private long totalHi;
    private long totalLo;
    private long totalShares;

    public CreditBook() {}

    /** Adds work (unsigned 128 bit) to a worker. */
    public void credit(int workerId, long workHi, long workLo) {
        int row = row(workerId);
        long sum = lo[row] + workLo;
        hi[row] = Work.addHigh(hi[row], workHi, carry(sum, workLo));
        lo[row] = sum;
        shares[row]++;
        long total = totalLo + workLo;
        totalHi = Work.addHigh(totalHi, workHi, carry(total, workLo));
        totalLo = total;
        totalShares++;
    }

    public Work work(int workerId) {
        int row = rowByWorker.get(workerId);
        return row < 0 ? Work.ZERO : new Work(hi[row], lo[row]);
    }

    public long shares(int workerId) {
        int row = rowByWorker.get(workerId);
        return row < 0 ? 0 : shares[row];
    }

    public Work totalWork() {
        return new Work(totalHi, totalLo);
    }

    public long totalShares() {
        return totalShares;
    }

    /** Ids of all workers with credit, in the order of their first share. */
    public int[] workers() {
        return Arrays.copyOf(workerIds, rows);
    }

    /**
     * @throws IllegalStateException when the parts do not add up to the total
     */
    public void checkInvariant() {
        Work sum = Work.ZERO;
        long count = 0;
        for (int i = 0; i < rows; i++) {
            sum = sum.plus(new Work(hi[i], lo[i]));
            count += shares[i];
        }
        if (!sum.equals(totalWork()) || count != totalShares) {
            throw new IllegalStateException("credited " + sum + " in " + count + " shares, but the total says "
                    + totalWork() + " in " + totalShares);
        }
    }

    public void write(StateWriter out) {
        out.putInt(rows);
        for (int i = 0; i < rows; i++) {
            out.putInt(workerIds[i]).putLong(hi[i]).putLong(lo[i]).putLong(shares[i]);
        }
    }

    /** Continues where {@link #write} was; on a new book. */
    public void read(StateReader in) {
        for (int i = in.getInt(); i > 0; i--) {
            int row = row(in.getInt());
            hi[row] = in.getLong();
            lo[row] = in.getLong();
            shares[row] = in.getLong();
            Work total = totalWork().plus(new Work(hi[row], lo[row]));
            totalHi = total.hi();
            totalLo = total.lo();
            totalShares += shares[row];
        }
    }

    private int row(int workerId) {
        int row = rowByWorker.get(workerId);
        if (row >= 0) {
            return row;
        }
        if (rows == workerIds.length) {
            workerIds = Arrays.copyOf(workerIds, rows * 2);
            hi = Arrays.copyOf(hi, rows * 2);
            lo = Arrays.copyOf(lo, rows * 2);
            shares = Arrays.copyOf(shares, rows * 2);
        }
        workerIds[rows] = workerId;
        rowByWorker.put(workerId, rows);
        return rows++;
    }

    private static long carry(long sum, long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }
}
