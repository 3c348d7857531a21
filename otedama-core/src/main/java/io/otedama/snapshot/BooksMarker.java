package io.otedama.snapshot;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.StateDigest;
import io.otedama.chain.Hash256;
import io.otedama.error.JournalException;
import io.otedama.pipeline.SharePipeline;
import io.otedama.spi.SnapshotRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the journal what the books look like, so that every later replay and every audit can tell whether they recompute
 * the same.
 */
public final class BooksMarker {
    private static final Logger LOG = LoggerFactory.getLogger(BooksMarker.class);
    private static final long WAIT_MS = 5_000;

    private BooksMarker() {}

    /** Ends a clean close; the ring must have run dry. A kill leaves no mark, and nothing depends on it. */
    public static void close(SharePipeline pipeline, long nowMillis) {
        try {
            Mark mark = pipeline.query(Mark::of).get(WAIT_MS, TimeUnit.MILLISECONDS);
            if (mark.sequence > 0) {
                write(pipeline, nowMillis, mark.sequence, mark.digest);
            }
        } catch (JournalException | ExecutionException | TimeoutException e) {
            LOG.warn("the journal ends without a mark of the books: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns when the mark is durable.
     *
     * @throws JournalException when the journal does not take it
     */
    static void write(SharePipeline pipeline, long nowMillis, long sequence, Hash256 digest) {
        ByteBuffer bytes = ByteBuffer.allocate(SnapshotRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        SnapshotRecord record = new SnapshotRecord().encode(bytes, nowMillis, sequence, digest);
        try {
            pipeline.publish(record, null).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new JournalException("the journal does not take the mark of the books: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while the books were marked", e);
        }
    }

    private record Mark(long sequence, Hash256 digest) {
        static Mark of(Accounting books) {
            return new Mark(books.lastSequence(), StateDigest.of(books.state()));
        }
    }
}
