package io.otedama;

import io.otedama.chain.Hash256;
import io.otedama.chain.Target;
import io.otedama.chain.Work;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.StoredRound;
import org.jspecify.annotations.Nullable;

/** Sums over a run of records, and where it ends. One thread. */
final class RoundPart {
    long lastSequence;
    long lastMillis;
    private long shares;
    private Work work = Work.ZERO;
    private Work networkWork = Work.ZERO;
    private int bits;

    boolean isEmpty() {
        return shares == 0;
    }

    void add(ShareRecord share, long sequence) {
        endAt(sequence, share.epochMillis());
        shares++;
        work = work.plus(share.work());
        if (share.bits() != bits) {
            bits = share.bits();
            networkWork = Work.of(Target.ofCompact(bits));
        }
    }

    /** Adds the sums of another one; ends where it did. */
    void addAll(RoundPart other) {
        shares = Math.addExact(shares, other.shares);
        work = work.plus(other.work);
    }

    /** Adds one that follows. */
    void append(RoundPart next) {
        addAll(next);
        endAt(next.lastSequence, next.lastMillis);
        networkWork = next.networkWork;
    }

    void endAt(long sequence, long epochMillis) {
        lastSequence = sequence;
        lastMillis = epochMillis;
    }

    /** Gives what it has away; that ends with this record. */
    RoundPart take(RecordView record) {
        RoundPart taken = new RoundPart();
        taken.append(this);
        taken.endAt(record.sequence(), record.epochMillis());
        shares = 0;
        work = Work.ZERO;
        return taken;
    }

    StoredRound round(@Nullable Hash256 block, long firstSequence, long startMillis) {
        return new StoredRound(block, firstSequence, lastSequence, startMillis, lastMillis, shares, work, networkWork);
    }
}
