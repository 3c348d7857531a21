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
 *
 * <pre>
 *   |&lt;------ {@value #GROWTH} x the greatest limit of the last {@value #LIMITS} --------&gt;|
 *   m        m        m        m        m        m        m   now       m  a mark, every step shares
 * </pre>
 *
 * <p>Marks reach back over {@value #GROWTH} times the greatest of the last {@value #LIMITS} limits, the present one among them, and at
 * most one step of shares further; before {@link #firstSequence} nothing is read. So a difficulty may fall as far as it likes and rise
 * again, to {@value #GROWTH} times its greatest, and the window is exact all the way. What has left stays away: after more than
 * {@value #LIMITS} limits at a low level, a window that rises to more than {@value #GROWTH} times that level is under-full until enough new
 * work has come.
 *
 * <p>At most {@value #MAX_MARKS} marks are kept: when there are more, every other one leaves and the step doubles.
 */
final class WindowHistory {
    /** Shares between two marks at first. */
    static final int STEP = 1_024;

    /** A window may grow by this factor at once; the retarget rule of the family allows no more. */
    static final int GROWTH = 4;

    /** Limits that are remembered: half a year of retargets, where one is every two weeks. */
    static final int LIMITS = 16;

    static final int MAX_MARKS = 4_096;

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final ArrayDeque<Work> limits = new ArrayDeque<>();
    private BigInteger greatestLimit = BigInteger.ZERO;
    private long step = STEP;
    private long untilNextMark;
    private long totalHi;
    private long totalLo;

    /** Work before the share that {@link #isInside} will be asked about next. */
    private BigInteger walked = BigInteger.ZERO;

    WindowHistory() {}

    /** The window has this limit from now on. */
    void onLimit(Work limit) {
        limits.add(limit);
        if (limits.size() > LIMITS) {
            limits.remove();
        }
        findGreatest();
    }

    private void findGreatest() {
        greatestLimit =
                limits.stream().map(Work::toBigInteger).reduce(BigInteger::max).orElse(BigInteger.ZERO);
    }

    void onShare(long sequence, long workHi, long workLo) {
        if (untilNextMark == 0) {
            marks.add(new Mark(sequence, total()));
            untilNextMark = step;
            forget();
            thin();
        }
        untilNextMark--;
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

    /** Forgets what no window will reach; nothing before the first limit is known. */
    private void forget() {
        if (limits.isEmpty()) {
            return;
        }
        BigInteger begin = total().subtract(greatestLimit.multiply(BigInteger.valueOf(GROWTH)));
        Iterator<Mark> others = marks.iterator();
        others.next();
        int drop = 0;
        while (others.hasNext() && others.next().workBefore.compareTo(begin) <= 0) {
            drop++;
        }
        for (int i = 0; i < drop; i++) {
            marks.removeFirst();
        }
    }

    private void thin() {
        if (marks.size() > MAX_MARKS) {
            for (int i = marks.size(); i > 0; i--) { // once around
                Mark mark = marks.removeFirst();
                if (i % 2 == 1) { // the first one stays: they are one more than an even number
                    marks.addLast(mark);
                }
            }
            step *= 2;
            untilNextMark = step;
        }
    }

    /** First sequence that a growing window may want to read. */
    long firstSequence() {
        Mark first = marks.peekFirst();
        return first == null ? Long.MAX_VALUE : first.sequence;
    }

    /** Marks that are kept. */
    int marks() {
        return marks.size();
    }

    void write(StateWriter out) {
        out.putLong(step).putLong(untilNextMark).putLong(totalHi).putLong(totalLo);
        out.putInt(limits.size());
        limits.forEach(out::putWork);
        out.putInt(marks.size());
        for (Mark mark : marks) {
            out.putLong(mark.sequence).putBigInteger(mark.workBefore);
        }
    }

    void read(StateReader in) {
        marks.clear();
        limits.clear();
        step = in.getLong();
        untilNextMark = in.getLong();
        totalHi = in.getLong();
        totalLo = in.getLong();
        for (int i = in.getInt(); i > 0; i--) {
            limits.add(in.getWork());
        }
        for (int i = in.getInt(); i > 0; i--) {
            marks.add(new Mark(in.getLong(), in.getBigInteger()));
        }
        findGreatest();
    }

    private record Mark(long sequence, BigInteger workBefore) {}
}
