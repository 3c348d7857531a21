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
        for (int i = 0; i < event.preceding.size(); i++) {
            accounting.apply(event.preceding.get(i));
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
