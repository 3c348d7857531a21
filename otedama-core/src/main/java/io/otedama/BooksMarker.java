package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.StateDigest;
import io.otedama.chain.Hash256;
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
 * Ends a clean close with what the books look like, so that the next start and every audit can tell whether they recompute the
 * same. A kill leaves none, and nothing depends on it.
 */
final class BooksMarker {
    private static final Logger LOG = LoggerFactory.getLogger(BooksMarker.class);
    private static final long WAIT_MS = 5_000;

    private BooksMarker() {}

    /** The ring must have run dry. */
    static void write(SharePipeline pipeline, long nowMillis) {
        try {
            Mark mark = pipeline.query(Mark::of).get(WAIT_MS, TimeUnit.MILLISECONDS);
            if (mark.sequence > 0) {
                ByteBuffer bytes = ByteBuffer.allocate(SnapshotRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                SnapshotRecord record = new SnapshotRecord().encode(bytes, nowMillis, mark.sequence, mark.digest);
                pipeline.publish(record, null).get(WAIT_MS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the journal ends without a mark of the books: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Mark(long sequence, Hash256 digest) {
        static Mark of(Accounting books) {
            return new Mark(books.lastSequence(), StateDigest.of(books.state()));
        }
    }
}
