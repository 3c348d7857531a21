package io.otedama.accounting;

import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The shares of the journal from one place on, read by two threads with one cursor: who holds the lock reads, so that blocks
 * have the order of the journal whoever filled them.
 *
 * <pre>
 *                    +--> filled blocks, oldest first --+
 *   TailReader --fill+                                  +--> the owner: the thread of the books
 *        ^           +--- free blocks <-----------------+        | nothing filled: waits for the lock, looks again,
 *        |                                                       v then reads a few shares itself
 *        +------------------- lock, cursor ----------------------+
 * </pre>
 *
 * <p>The owner reads itself instead of waiting to be served because near the end of the journal there is nothing to read
 * ahead: a window of few shares would cost two changes of threads each time. An error that the reader meets is dropped with
 * its cursor; the owner reads the same place again when it gets there, and throws it then or does not meet it at all.
 */
final class ReadAhead {
    /** Blocks beside the one that the owner takes from: 16,384 shares, half a mebibyte. */
    static final int BLOCKS = 32;

    /** Shares that the owner reads at once itself. */
    static final int OWN_SHARES = 64;

    private final JournalSource journal;
    private final ArrayBlockingQueue<ShareBlock> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final ArrayBlockingQueue<ShareBlock> free = new ArrayBlockingQueue<>(BLOCKS);

    /** Fair: a reader that is quick to come back must not keep the owner from a block that is ready. */
    private final ReentrantLock lock = new ReentrantLock(true);

    // under the lock
    private final ShareRecord share = new ShareRecord();
    private @Nullable JournalCursor cursor;
    private long next;
    private int made;

    private volatile boolean closed;

    ReadAhead(JournalSource journal, long from) {
        this.journal = journal;
        this.next = from;
    }

    /**
     * The owner's call.
     *
     * @param used its last block, all taken
     * @return the block that follows; the same one and empty when the journal ends there
     * @throws io.otedama.error.JournalException when the next share cannot be read
     */
    ShareBlock exchange(ShareBlock used) {
        used.clear();
        ShareBlock ready = filled.poll();
        if (ready == null) {
            lock.lock();
            try {
                ready = filled.poll();
                if (ready == null) {
                    fill(used, OWN_SHARES);
                    return used;
                }
            } finally {
                lock.unlock();
            }
        }
        free.add(used);
        return ready;
    }

    /**
     * The reader's call: fills one block.
     *
     * @return false when there is nothing more to do at the moment
     */
    boolean fillOne() {
        lock.lock();
        try {
            ShareBlock block = closed ? null : spare();
            return block != null && fillSpare(block);
        } finally {
            lock.unlock();
            if (closed) {
                release();
            }
        }
    }

    private boolean fillSpare(ShareBlock block) {
        block.clear();
        try {
            fill(block, ShareBlock.CAPACITY);
        } catch (RuntimeException e) {
            // the owner's, if it is still there when he comes to this place
        }
        boolean full = block.size() == ShareBlock.CAPACITY;
        (block.isEmpty() ? free : filled).add(block); // from here on it may be the owner's
        return full;
    }

    private @Nullable ShareBlock spare() {
        ShareBlock block = free.poll();
        if (block == null && made < BLOCKS) {
            made++;
            block = new ShareBlock();
        }
        return block;
    }

    /** What was read before an error counts; then the error comes with the next call. */
    private void fill(ShareBlock block, int limit) {
        try {
            JournalCursor open = cursor;
            if (open == null) {
                open = journal.readFrom(next);
                cursor = open;
            }
            while (block.size() < limit && open.next()) {
                RecordView record = open.record();
                if (record.type() == RecordType.SHARE) {
                    share.wrap(record);
                    block.add(share);
                }
                next = record.sequence() + 1;
            }
        } catch (RuntimeException e) {
            closeCursor();
            if (block.isEmpty()) {
                throw e;
            }
        }
    }

    /** Ends it. The owner does not wait for a reader that is busy here: that one then does what is to be done. */
    void close() {
        closed = true;
        release();
    }

    /** Gives the file back, unless somebody reads; whoever reads later opens it again. */
    void release() {
        if (lock.tryLock()) {
            try {
                closeCursor();
            } finally {
                lock.unlock();
            }
        }
    }

    private void closeCursor() {
        JournalCursor open = cursor;
        cursor = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                // it was only read: nothing is lost
            }
        }
    }
}
