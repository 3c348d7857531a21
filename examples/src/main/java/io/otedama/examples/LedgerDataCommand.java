package io.otedama.examples;

import io.otedama.OfflineLedger;
import io.otedama.chain.Network;
import io.otedama.storage.journal.JournalReader;

/** A command about the books, which it recomputes from the journal. */
abstract class LedgerDataCommand extends DataCommand {
    private static final String LITECOIN = "litecoin";

    /** For subclasses. */
    protected LedgerDataCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected final int read(JournalReader journal) {
        try (ReplayProgress progress = new ReplayProgress(output, journal.lastSequence())) {
            return ask(journal, recompute(journal, progress));
        } catch (IllegalStateException | ArithmeticException e) {
            return differs(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            output.note("otedama-pool: journal " + directory() + " holds what this version does not know: "
                    + e.getMessage() + ". Use the version that wrote it, or a newer one");
            return ExitCode.UNREADABLE;
        }
    }

    /** The books, from the journal's first record or, where that was deleted, from a snapshot. */
    protected OfflineLedger recompute(JournalReader journal, ReplayProgress progress) {
        return OfflineLedger.replay(journal, snapshots(), progress::show, output::note);
    }

    /** Answers from the books of the whole journal; returns the exit code. */
    protected abstract int ask(JournalReader journal, OfflineLedger ledger);

    /**
     * The journal contradicts itself; returns the exit code.
     *
     * @param difference the first one
     */
    protected int differs(String difference) {
        output.note("otedama-pool: the ledger differs: " + difference);
        return ExitCode.DIFFERS;
    }

    /** What amounts are counted in. */
    protected static String unit(OfflineLedger ledger) {
        return ledger.network().map(Network::name).orElse("").startsWith(LITECOIN) ? "litoshi" : "satoshi";
    }
}
