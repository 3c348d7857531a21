package io.otedama.pipeline;

import io.otedama.accounting.Accounting;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import java.util.function.LongConsumer;

/** Applies what is durable to the books; runs queries between two records. */
final class AccountStage implements Stage {
    private final Accounting accounting;
    private final LongConsumer retain;
    private volatile boolean reserveSpent;

    /**
     * @param retain told from time to time what is the first sequence that the books may want to read again
     */
    AccountStage(Accounting accounting, LongConsumer retain) {
        this.accounting = accounting;
        this.retain = retain;
        this.reserveSpent = accounting.isReserveSpent();
    }

    /** Any thread. */
    boolean isReserveSpent() {
        return reserveSpent;
    }

    @Override
    public void onEvent(ShareEvent event) {
        if (event.kind == ShareEvent.Kind.QUERY && event.query != null) {
            event.query.run();
            return;
        }
        for (int i = 0; i < event.preceding.size(); i++) {
            accounting.apply(event.preceding.get(i));
        }
        if (event.journalSequence != 0) {
            RecordView record = event.kind == ShareEvent.Kind.SHARE ? event.shareRecord : event.record;
            if (record != null) {
                accounting.apply(record);
                if (record.type() == RecordType.JOB) {
                    retain.accept(accounting.retainFrom());
                }
            }
        }
        reserveSpent = accounting.isReserveSpent();
    }
}
