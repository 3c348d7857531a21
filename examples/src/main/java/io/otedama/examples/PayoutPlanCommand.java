package io.otedama.examples;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.chain.Amount;
import io.otedama.storage.journal.JournalReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whom the next payment would pay. */
@Command(name = "plan", description = "Lists who would be paid now, and who is below the threshold.")
final class PayoutPlanCommand extends LedgerDataCommand {
    @Option(
            names = "--threshold",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Least amount that is paid, base units. Default ${DEFAULT-VALUE}.")
    private long threshold;

    PayoutPlanCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int ask(JournalReader journal, OfflineLedger ledger) {
        List<Balance> owed = ledger.balances().stream()
                .filter(b -> b.miner() && b.payable() > 0)
                .toList();
        if (isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("unit", unit(ledger));
            all.put("sequence", ledger.sequence());
            all.put("threshold", threshold);
            all.put("accounts", owed.stream().map(this::object).toList());
            output.contract(Json.line(all));
            return ExitCode.OK;
        }
        TextTable table = new TextTable("account", ">payable", "now");
        owed.forEach(b -> table.row(b.account(), Amount.toCoins(b.payable()), isPaid(b) ? "paid" : "waits"));
        table.lines().forEach(output::contract);
        return ExitCode.OK;
    }

    private Map<String, Object> object(Balance balance) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("address", balance.account());
        one.put("payable", balance.payable());
        one.put("paid-now", isPaid(balance));
        return one;
    }

    private boolean isPaid(Balance balance) {
        return balance.payable() >= threshold;
    }
}
