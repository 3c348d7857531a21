package io.otedama;

import io.otedama.error.JournalException;
import io.otedama.error.StoreException;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A store against the journal it is a copy of: every account, block, credit, payment and round, at the record that the store goes
 * up to. Neither workers nor the history of hash rates are compared.
 */
public final class StoreAudit {
    private StoreAudit() {}

    /**
     * Recomputes what the store should have.
     *
     * @param store answers from one moment, whoever writes meanwhile
     * @param progress told the sequence from time to time
     * @return what differs first, and how; empty when all is equal, as an empty store is
     * @throws JournalException when the journal cannot be read, or does not begin at its first record
     * @throws StoreException when the store cannot be read
     * @throws IllegalStateException when a record contradicts the books
     */
    public static Optional<String> firstDifference(JournalSource journal, PoolQuery store, LongConsumer progress) {
        StorePosition position = store.position();
        StoreProjector.requireWhole(journal);
        StoreProjection projection = new StoreProjection(journal);
        BatchRows rows = new BatchRows();
        try (JournalCursor cursor = journal.readFrom(1)) {
            for (long done = 0; done < position.sequence(); ) {
                if (!cursor.next()) {
                    return Optional.of("position: the store goes up to record " + position.sequence()
                            + "; the journal ends with record " + done);
                }
                projection.apply(cursor.record());
                done = cursor.record().sequence();
                if (done % StoreProjector.MAX_BATCH_RECORDS == 0) {
                    add(projection, rows);
                    progress.accept(done);
                }
            }
        }
        add(projection, rows);
        if (!projection.position().equals(position)) {
            return Optional.of("position: record " + position.sequence() + " is another one in this journal");
        }
        return StoreContent.of(store).firstDifference(StoreContent.of(rows));
    }

    private static void add(StoreProjection projection, BatchRows rows) {
        StoreBatch batch = projection.take();
        if (batch != null) {
            rows.add(batch);
        }
    }
}
