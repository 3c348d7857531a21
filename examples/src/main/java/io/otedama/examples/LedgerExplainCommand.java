package io.otedama.examples;

import io.otedama.BlockStatement;
import io.otedama.OfflineLedger;
import io.otedama.chain.Hash256;
import io.otedama.error.ConfigurationException;
import io.otedama.ledger.BlockBook;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.storage.journal.JournalReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Why a block is shared as it is. */
@Command(
        name = "explain",
        description =
                "Shows how a block was shared when the chain first had it: shares, weights, fee, rounding, amounts.",
        footer = {
            "",
            "Of several blocks at one height each is shown. 'owed' is paid later, 'direct' the coinbase pays itself; together they",
            "are the block's value. 'carried' is what the coinbase pays beside, of debts from earlier blocks. Tables are in coins;",
            "--json is in base units, with weights as decimal texts."
        })
final class LedgerExplainCommand extends LedgerDataCommand {
    @Parameters(index = "0", paramLabel = "BLOCK", description = "Hash or height.")
    private String block = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ADDRESS", description = "Only this account.")
    private @Nullable String address;

    LedgerExplainCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int ask(JournalReader journal, OfflineLedger ledger) {
        List<BlockBook.Entry> asked =
                ledger.blocks().stream().filter(this::isAskedFor).toList();
        if (asked.isEmpty()) {
            throw new ConfigurationException(
                    "BLOCK",
                    block + " is no block of this pool up to record " + ledger.sequence(),
                    "Give the hash or the height of one; 'journal tail --from 1' has BLOCK records");
        }
        for (BlockBook.Entry entry : asked) {
            Optional<BlockStatement> why = OfflineLedger.explain(journal, snapshots(), entry.hash());
            if (why.isEmpty()) {
                output.note("block " + entry.hash() + " at height " + entry.height() + " " + whyNothing(entry));
                continue;
            }
            StatementText text = new StatementText(entry, why.get(), address, unit(ledger));
            if (isJson()) {
                output.contract(Json.line(text.object()));
            } else {
                text.lines().forEach(output::contract);
            }
        }
        return ExitCode.OK;
    }

    private static String whyNothing(BlockBook.Entry entry) {
        return entry.status() == Status.MATURE
                ? "was mature when the pool first saw it in the chain, or where the journal begins: how it was shared is in the"
                        + " balances only"
                : "was never in the chain: nothing was shared";
    }

    private boolean isAskedFor(BlockBook.Entry entry) {
        return block.length() == 2 * Hash256.BYTES
                ? entry.hash().toString().equalsIgnoreCase(block)
                : Integer.toString(entry.height()).equals(block);
    }
}
