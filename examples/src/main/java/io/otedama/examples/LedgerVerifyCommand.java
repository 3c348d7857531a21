package io.otedama.examples;

import io.otedama.LedgerAudit;
import io.otedama.OfflineLedger;
import io.otedama.storage.journal.JournalReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Whether the books are what the journal says they were, and the store what the books say. */
@Command(
        name = "verify",
        description =
                "Recomputes every balance from the first record on and compares it with each snapshot, in the journal and beside it,"
                        + " and with DIR/store.db, which may be behind the journal.",
        footer = {
            "",
            "Where the oldest records were deleted, it begins with the oldest good snapshot and says so. Exit code 0 when all is",
            "equal, 1 with the first difference, 2 when the journal, a snapshot or the store cannot be read."
        })
final class LedgerVerifyCommand extends LedgerDataCommand {
    private @Nullable LedgerAudit audit;

    LedgerVerifyCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected OfflineLedger recompute(JournalReader journal, ReplayProgress progress) {
        LedgerAudit done = LedgerAudit.run(journal, snapshots(), progress::show, output::note);
        audit = done;
        return done.ledger();
    }

    @Override
    protected int ask(JournalReader journal, OfflineLedger ledger) {
        StoreComparison store = StoreComparison.of(store(), journal, output);
        if (store.trouble() != null) {
            output.note("otedama-pool: " + store.trouble());
            return ExitCode.UNREADABLE;
        }
        if (store.difference() != null) {
            return differs(store.difference());
        }
        if (isJson()) {
            Map<String, Object> all = object(null, audit);
            all.put("store", store.sequence());
            output.contract(Json.line(all));
        } else {
            output.contract("ledger: equal sequence=" + ledger.sequence()
                    + " accounts=" + ledger.balances().size()
                    + " shares=" + ledger.creditedShares()
                    + " blocks=" + ledger.blocks().size()
                    + " snapshots=" + compared()
                    + " digest=" + ledger.digest()
                    + (store.sequence() == null ? "" : " store=" + store.sequence()));
        }
        return audit == null || audit.unreadable().isEmpty() ? ExitCode.OK : ExitCode.UNREADABLE;
    }

    @Override
    protected int differs(String difference) {
        output.contract(isJson() ? Json.line(object(difference, null)) : "ledger: differs " + difference);
        return ExitCode.DIFFERS;
    }

    private int compared() {
        return audit == null ? 0 : audit.compared().size();
    }

    private static Map<String, Object> object(@Nullable String difference, @Nullable LedgerAudit audit) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("equal", difference == null);
        all.put("difference", difference);
        if (audit != null) {
            OfflineLedger ledger = audit.ledger();
            all.put("sequence", ledger.sequence());
            all.put("accounts", ledger.balances().size());
            all.put("shares", ledger.creditedShares());
            all.put("blocks", ledger.blocks().size());
            all.put("snapshots", audit.compared());
            all.put("unreadable", audit.unreadable());
            all.put("digest", ledger.digest().toString());
        }
        return all;
    }
}
