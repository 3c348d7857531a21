package io.otedama.accounting;

import io.otedama.error.JournalException;
import io.otedama.payout.CreditedShare;
import io.otedama.payout.ShareTail;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads credited shares from the journal again. One thread; opens its cursor when it is first needed. */
final class JournalTail implements ShareTail, AutoCloseable {
    private final JournalSource journal;
    private final IntUnaryOperator accountOfWorker;
    private final ShareRecord record = new ShareRecord();
    private final CreditedShare share = new CreditedShare();
    private long from = 1;
    private @Nullable JournalCursor cursor;

    JournalTail(JournalSource journal, IntUnaryOperator accountOfWorker) {
        this.journal = journal;
        this.accountOfWorker = accountOfWorker;
    }

    @Override
    public void seek(long sequence) {
        close();
        from = sequence;
    }

    @Override
    public CreditedShare next() {
        JournalCursor open = cursor;
        if (open == null) {
            open = journal.readFrom(from);
            cursor = open;
        }
        while (open.next()) {
            if (open.record().type() == RecordType.SHARE) {
                record.wrap(open.record());
                return share.set(record, accountOfWorker.applyAsInt(record.workerId()), 0);
            }
        }
        throw new JournalException("the journal ends before the share at the window's tail, from record " + from);
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
