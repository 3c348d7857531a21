package io.otedama.payout;

import io.otedama.chain.Work;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Where in the journal a window of any size begins: every so many shares, the sequence and all work before it. Lets a window
 * grow backwards, as it must when the network's difficulty rises. One thread.
 */
final class WindowHistory {
    /** Shares between two marks. */
    static final int STEP = 1_024;

    /** A window may grow by this factor at once; the retarget rule of the family allows no more. */
    static final int GROWTH = 4;

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private long shares;
    private long totalHi;
    private long totalLo;

    /** Work before the share that {@link #isInside} will be asked about next. */
    private BigInteger walked = BigInteger.ZERO;

    WindowHistory() {}

    /** {@code limit} is that of the window. */
    void onShare(long sequence, long workHi, long workLo, long limitHi, long limitLo) {
        if (shares++ % STEP == 0) {
            marks.add(new Mark(sequence, new Work(totalHi, totalLo).toBigInteger()));
            forgetBefore(new Work(limitHi, limitLo));
        }
        long total = totalLo + workLo;
        totalHi = Work.addHigh(totalHi, workHi, Long.compareUnsigned(total, workLo) < 0 ? 1 : 0);
        totalLo = total;
    }

    private BigInteger total() {
        return new Work(totalHi, totalLo).toBigInteger();
    }

    /** Sequence of the last mark at or before the begin of a window of that size; 0 when there are no shares. */
    long positionFor(Work limit) {
        BigInteger begin = total().subtract(limit.toBigInteger());
        Mark best = marks.peekFirst();
        for (Mark mark : marks) {
            if (mark.workBefore.compareTo(begin) > 0) {
                break;
            }
            best = mark;
        }
        walked = best == null ? BigInteger.ZERO : best.workBefore;
        return best == null ? 0 : best.sequence;
    }

    /** Whether the next share on the way from {@link #positionFor} reaches into a window of that size. */
    boolean isInside(Work limit, long workHi, long workLo) {
        walked = walked.add(new Work(workHi, workLo).toBigInteger());
        return walked.compareTo(total().subtract(limit.toBigInteger())) > 0;
    }

    /** Forgets what no window will reach that grows from this limit. */
    void forgetBefore(Work limit) {
        BigInteger begin = total().subtract(limit.toBigInteger().multiply(BigInteger.valueOf(GROWTH)));
        Iterator<Mark> others = marks.iterator();
        if (!others.hasNext()) {
            return;
        }
        others.next();
        int drop = 0;
        while (others.hasNext() && others.next().workBefore.compareTo(begin) <= 0) {
            drop++;
        }
        for (int i = 0; i < drop; i++) {
            marks.removeFirst();
        }
    }

    /** First sequence that a growing window may want to read. */
    long firstSequence() {
        Mark first = marks.peekFirst();
        return first == null ? Long.MAX_VALUE : first.sequence;
    }

    void write(StateWriter out) {
        out.putLong(shares).putLong(totalHi).putLong(totalLo).putInt(marks.size());
        for (Mark mark : marks) {
            out.putLong(mark.sequence).putBigInteger(mark.workBefore);
        }
    }

    void read(StateReader in) {
        marks.clear();
        shares = in.getLong();
        totalHi = in.getLong();
        totalLo = in.getLong();
        for (int i = in.getInt(); i > 0; i--) {
            marks.add(new Mark(in.getLong(), in.getBigInteger()));
        }
    }

    private record Mark(long sequence, BigInteger workBefore) {}
}
