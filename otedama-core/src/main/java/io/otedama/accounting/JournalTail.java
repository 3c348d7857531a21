package io.otedama.accounting;

import io.otedama.error.JournalException;
import io.otedama.payout.CreditedShare;
import io.otedama.payout.ShareTail;
import io.otedama.spi.JournalSource;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads credited shares from the journal again, from blocks that a {@link TailReader} has filled ahead of time where there is
 * one. One thread: that of the books. Opens the journal when it is first needed.
 */
final class JournalTail implements ShareTail, AutoCloseable {
    private static final long BEGIN = 1;

    /** Shares after which the reader is woken: waking costs more than many shares, and it has far more than these ready. */
    private static final int WAKE_STEP = ShareBlock.CAPACITY;

    private final JournalSource journal;
    private final IntUnaryOperator accountOfWorker;
    private final TailReader reader;
    private final CreditedShare share = new CreditedShare();
    private ShareBlock block = new ShareBlock();
    private long from = BEGIN;
    private int sinceWake;
    private @Nullable ReadAhead ahead;

    /**
     * @param accountOfWorker asked when a share is taken, never ahead of time
     */
    JournalTail(JournalSource journal, IntUnaryOperator accountOfWorker, TailReader reader) {
        this.journal = journal;
        this.accountOfWorker = accountOfWorker;
        this.reader = reader;
    }

    @Override
    public void seek(long sequence) {
        close();
        from = sequence;
        open();
    }

    private ReadAhead open() {
        ReadAhead opened = new ReadAhead(journal, from);
        ahead = opened;
        reader.add(opened);
        return opened;
    }

    @Override
    public CreditedShare next() {
        if (block.isEmpty()) {
            refill();
        }
        return block.take(share, accountOfWorker);
    }

    private void refill() {
        ReadAhead open = ahead;
        block = (open == null ? open() : open).exchange(block);
        if (block.isEmpty()) {
            throw new JournalException("the journal ends before the share at the window's tail, from record " + from);
        }
        sinceWake += block.size();
        if (sinceWake >= WAKE_STEP) {
            sinceWake = 0;
            reader.wake();
        }
    }

    @Override
    public void close() {
        block.clear();
        if (ahead != null) {
            reader.remove(ahead);
            ahead = null;
        }
    }
}
