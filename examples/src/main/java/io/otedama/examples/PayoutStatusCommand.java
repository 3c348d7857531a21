package io.otedama.examples;

import io.otedama.OfflineLedger;
import io.otedama.chain.Amount;
import io.otedama.ledger.PaymentBook.Payment;
import io.otedama.spi.PaymentIntentRecord.Output;
import io.otedama.storage.journal.JournalReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Payments that are under way. */
@Command(
        name = "status",
        description = "Lists payments that are not confirmed yet, and how many are.",
        footer = {
            "",
            "'intent' is in the journal and may or may not be at a node; 'broadcast' was taken by one; 'conflicted' cannot confirm",
            "because a foreign transaction spends its coins. Tables are in coins; --json is in base units."
        })
final class PayoutStatusCommand extends LedgerDataCommand {
    PayoutStatusCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int ask(JournalReader journal, OfflineLedger ledger) {
        if (isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("unit", unit(ledger));
            all.put("sequence", ledger.sequence());
            all.put("confirmed", ledger.confirmedPayments());
            all.put(
                    "open",
                    ledger.payments().stream().map(PayoutStatusCommand::object).toList());
            output.contract(Json.line(all));
            return ExitCode.OK;
        }
        TextTable table = new TextTable(">payment", "status", "txid", ">accounts", ">amount");
        for (Payment payment : ledger.payments()) {
            table.row(
                    Long.toString(payment.id()),
                    status(payment),
                    txid(payment),
                    Integer.toString(payment.outputs().size()),
                    Amount.toCoins(amount(payment)));
        }
        table.lines().forEach(output::contract);
        output.contract("confirmed: " + ledger.confirmedPayments());
        return ExitCode.OK;
    }

    private static Map<String, Object> object(Payment payment) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("payment", payment.id());
        one.put("status", status(payment));
        one.put("txid", txid(payment));
        one.put("accounts", payment.outputs().size());
        one.put("amount", amount(payment));
        return one;
    }

    private static String status(Payment payment) {
        return payment.status() == null ? "intent" : payment.status().name().toLowerCase(Locale.ROOT);
    }

    private static String txid(Payment payment) {
        return payment.transactions()
                .get(payment.transactions().size() - 1)
                .txid()
                .toString();
    }

    private static long amount(Payment payment) {
        return payment.outputs().stream().mapToLong(Output::debited).sum();
    }
}
