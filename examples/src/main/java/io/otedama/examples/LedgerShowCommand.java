package io.otedama.examples;

import io.otedama.OfflineLedger;
import io.otedama.OfflineLedger.Balance;
import io.otedama.chain.Amount;
import io.otedama.storage.journal.JournalReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What accounts have. */
@Command(
        name = "show",
        description = "Shows the balance of one address, or of every account.",
        footer = {
            "",
            "'immature' comes from blocks that may still be lost, 'payable' is owed, payments under way included, 'paid' was",
            "received. Tables are in coins; --json is in base units. Of the account 'chain', where all money comes from, the",
            "amounts are the negative of everybody else's."
        })
final class LedgerShowCommand extends LedgerDataCommand {
    @Parameters(arity = "0..1", paramLabel = "ADDRESS", description = "Default: every account.")
    private @Nullable String address;

    LedgerShowCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int ask(JournalReader journal, OfflineLedger ledger) {
        if (address == null) {
            show(ledger, ledger.balances());
        } else {
            show(ledger, address);
        }
        return ExitCode.OK;
    }

    private void show(OfflineLedger ledger, String account) {
        Balance balance = ledger.balance(account).orElse(null);
        if (balance == null) {
            output.note("there is no account " + account + " up to record " + ledger.sequence());
            balance = new Balance(account, true, 0, 0, 0, 0);
        }
        if (isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("address", account);
            all.put("unit", unit(ledger));
            putAmounts(all, balance);
            all.put("sequence", ledger.sequence());
            output.contract(Json.line(all));
        } else {
            show(ledger, List.of(balance));
        }
    }

    private void show(OfflineLedger ledger, List<Balance> balances) {
        if (isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("unit", unit(ledger));
            all.put("sequence", ledger.sequence());
            all.put("accounts", balances.stream().map(LedgerShowCommand::object).toList());
            output.contract(Json.line(all));
            return;
        }
        TextTable table = new TextTable("account", ">immature", ">payable", ">paid");
        for (Balance balance : balances) {
            table.row(
                    balance.account(),
                    Amount.toCoins(balance.immature()),
                    Amount.toCoins(payable(balance)),
                    Amount.toCoins(balance.paid()));
        }
        table.lines().forEach(output::contract);
    }

    private static Map<String, Object> object(Balance balance) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("account", balance.account());
        one.put("miner", balance.miner());
        putAmounts(one, balance);
        return one;
    }

    private static void putAmounts(Map<String, Object> object, Balance balance) {
        object.put("immature", balance.immature());
        object.put("payable", payable(balance));
        object.put("paid", balance.paid());
    }

    private static long payable(Balance balance) {
        return Math.addExact(balance.payable(), balance.paying());
    }
}
