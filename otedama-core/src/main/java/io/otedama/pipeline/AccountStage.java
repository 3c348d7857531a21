package io.otedama.pipeline;

import io.otedama.accounting.Accounting;
import io.otedama.spi.RecordView;

/** Applies what is durable to the books; runs queries between two records. */
final class AccountStage implements Stage {
    private final Accounting accounting;

    AccountStage(Accounting accounting) {
        this.accounting = accounting;
    }

    @Override
    public void onEvent(ShareEvent event) {
        if (event.kind == ShareEvent.Kind.QUERY && event.query != null) {
            event.query.run();
            return;
        }
        if (event.workerRecord != null) {
            accounting.apply(event.workerRecord);
        }
        if (event.journalSequence == 0) {
            return;
        }
        RecordView record = event.kind == ShareEvent.Kind.SHARE ? event.shareRecord : event.record;
        if (record != null) {
            accounting.apply(record);
        }
    }
}
