package io.otedama.payout;

import io.otedama.chain.Work;
import io.otedama.ledger.StateReader;
import io.otedama.ledger.StateWriter;
import io.otedama.ledger.WorkSums;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last shares up to a limit of weight, as sums per account: O(1) per share, O(accounts) memory, however long the window
 * is. The oldest share is kept whole while a part of it is inside; the part outside is cut off when the window is weighed.
 *
 * <pre>
 *                      | window = limit |
 *   ... s s s s s s [tail] s s s s s s s s        share enters at the head -> sums +
 *                     ^ read again by ShareTail when it leaves -> sums -
 * </pre>
 *
 * <p>Walks by sequence, never by time (Rosenfeld, arXiv 1112.4980, section 5: PPLNS done correctly).
 */
final class SlidingWindow {
    private final WorkSums sums = new WorkSums();
    private final ShareWeight weight;
    private final ShareTail tail;
    private final @Nullable WindowHistory history;
    private long limitHi;
    private long limitLo;

    /** Sequence of the oldest share inside, 0 when the window is empty. */
    private long tailSequence;

    // the oldest share, once it was read again
    private boolean tailKnown;
    private int tailAccount;
    private long tailHi;
    private long tailLo;

    /**
     * @param history remembers what was before the window, so that the limit can grow; null when it never does
     */
    SlidingWindow(ShareWeight weight, ShareTail tail, Work limit, @Nullable WindowHistory history) {
        this.weight = weight;
        this.tail = tail;
        this.history = history;
        this.limitHi = limit.hi();
        this.limitLo = limit.lo();
    }

    void add(CreditedShare share) {
        if (tailSequence == 0) {
            tailSequence = share.sequence();
            tail.seek(tailSequence);
        }
        weight.look(share);
        if (history != null) {
            history.onShare(share.sequence(), weight.hi(), weight.lo());
        }
        sums.add(share.account(), weight.hi(), weight.lo());
        shrink();
    }

    /** Drops shares as long as the window is full without them. */
    private void shrink() {
        while (!WorkSums.less(sums.totalHi(), sums.totalLo(), limitHi, limitLo)) {
            readTail();
            long restHi = sums.totalHi() - tailHi - (Long.compareUnsigned(sums.totalLo(), tailLo) < 0 ? 1 : 0);
            if (WorkSums.less(restHi, sums.totalLo() - tailLo, limitHi, limitLo)) {
                return;
            }
            sums.subtract(tailAccount, tailHi, tailLo);
            tailKnown = false;
        }
    }

    private void readTail() {
        if (!tailKnown) {
            CreditedShare oldest = tail.next();
            tailSequence = oldest.sequence();
            tailAccount = oldest.account();
            weight.look(oldest);
            tailHi = weight.hi();
            tailLo = weight.lo();
            tailKnown = true;
        }
    }

    /** A smaller limit drops shares; a larger one takes back what is still known. */
    void setLimit(Work limit) {
        boolean grows = WorkSums.less(limitHi, limitLo, limit.hi(), limit.lo());
        limitHi = limit.hi();
        limitLo = limit.lo();
        if (history != null) {
            history.onLimit(limit);
        }
        if (grows && history != null) {
            long from = history.positionFor(limit);
            if (from > 0 && from < tailSequence) {
                takeBack(from, limit);
            }
        } else {
            shrink();
        }
    }

    /**
     * Reads what comes back on the thread of the books, which waits for it; the tail is read ahead meanwhile. As rare as a rise of
     * the difficulty.
     */
    private void takeBack(long from, Work limit) {
        WindowHistory known = Objects.requireNonNull(history);
        long oldTail = tailSequence;
        tail.seek(from);
        tailSequence = 0;
        for (CreditedShare share = tail.next(); share.sequence() < oldTail; share = tail.next()) {
            weight.look(share);
            if (tailSequence != 0 || known.isInside(limit, weight.hi(), weight.lo())) {
                if (tailSequence == 0) {
                    tailSequence = share.sequence();
                }
                sums.add(share.account(), weight.hi(), weight.lo());
            }
        }
        if (tailSequence == 0) {
            tailSequence = oldTail;
        }
        tail.seek(tailSequence);
        tailKnown = false;
        shrink();
    }

    /** Weight inside; at most the limit. */
    BigInteger filled() {
        return sums.total().min(limit());
    }

    BigInteger limit() {
        return new Work(limitHi, limitLo).toBigInteger();
    }

    /**
     * Weights of everybody inside.
     *
     * @param retained weight of what nobody has earned
     */
    BlockWeights weights(BigInteger retained) {
        Map<Integer, BigInteger> byAccount = new TreeMap<>();
        for (int account = 0; account < sums.limit(); account++) {
            byAccount.put(account, sums.get(account));
        }
        BigInteger excess = sums.total().subtract(limit());
        if (excess.signum() > 0) {
            readTail();
            byAccount.merge(tailAccount, excess, BigInteger::subtract);
        }
        return BlockWeights.of(byAccount, retained);
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    /** Sequence of the oldest share of which a part is inside, 0 when the window is empty. */
    long firstShare() {
        return isEmpty() ? 0 : tailSequence;
    }

    /** First sequence that may be read again. */
    long retainFrom() {
        long first = tailSequence == 0 ? Long.MAX_VALUE : tailSequence;
        return history == null ? first : Math.min(first, history.firstSequence());
    }

    void write(StateWriter out) {
        sums.write(out);
        out.putLong(tailSequence).putLong(limitHi).putLong(limitLo);
        if (history != null) {
            history.write(out);
        }
    }

    void read(StateReader in) {
        sums.read(in);
        tailSequence = in.getLong();
        limitHi = in.getLong();
        limitLo = in.getLong();
        tailKnown = false;
        if (tailSequence != 0) {
            tail.seek(tailSequence);
        }
        if (history != null) {
            history.read(in);
        }
    }
}
