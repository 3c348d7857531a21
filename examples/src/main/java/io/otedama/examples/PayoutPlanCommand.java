package io.otedama.examples;

import io.otedama.OfflineLedger;
import io.otedama.chain.Amount;
import io.otedama.payment.PaymentPlanner;
import io.otedama.payment.PaymentPolicy;
import io.otedama.payment.PayoutPlan;
import io.otedama.payment.PayoutPlan.Payee;
import io.otedama.payment.PayoutPlan.Skipped;
import io.otedama.storage.journal.JournalReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whom the next payment would pay. */
@Command(
        name = "plan",
        description =
                "Lists who would be paid now, in how many transactions, and who is left out and why. Sends nothing.")
final class PayoutPlanCommand extends LedgerDataCommand {
    @Mixin
    private final PayoutOptions options = new PayoutOptions();

    PayoutPlanCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int ask(JournalReader journal, OfflineLedger ledger) {
        PaymentPolicy policy = options.policy(PaymentPolicy.defaults());
        PayoutPlan plan = ledger.network()
                .map(network -> new PaymentPlanner(policy, network).plan(ledger.owed()))
                .orElse(new PayoutPlan(List.of(), List.of()));
        if (isJson()) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("unit", unit(ledger));
            all.put("sequence", ledger.sequence());
            all.put("threshold", policy.threshold());
            all.put("transactions", plan.batches().size());
            all.put("total", plan.total());
            all.put("accounts", accounts(plan));
            output.contract(Json.line(all));
            return ExitCode.OK;
        }
        TextTable table = new TextTable("account", ">payable", "now");
        payees(plan)
                .forEach(p -> table.row(p.address(), Amount.toCoins(p.output().amount()), "paid"));
        plan.skipped().forEach(s -> table.row(s.account(), Amount.toCoins(s.payable()), reason(s)));
        table.lines().forEach(output::contract);
        return ExitCode.OK;
    }

    private static List<Payee> payees(PayoutPlan plan) {
        return plan.batches().stream().flatMap(b -> b.payees().stream()).toList();
    }

    private static List<Map<String, Object>> accounts(PayoutPlan plan) {
        List<Map<String, Object>> all = new ArrayList<>();
        payees(plan).forEach(p -> all.add(account(p.address(), p.output().amount(), true, "")));
        plan.skipped().forEach(s -> all.add(account(s.account(), s.payable(), false, reason(s))));
        return all;
    }

    private static Map<String, Object> account(String address, long payable, boolean paid, String reason) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("address", address);
        one.put("payable", payable);
        one.put("paid-now", paid);
        one.put("reason", reason);
        return one;
    }

    private static String reason(Skipped skipped) {
        return skipped.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
