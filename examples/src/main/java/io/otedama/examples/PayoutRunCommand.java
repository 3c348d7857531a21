package io.otedama.examples;

import io.otedama.chain.Amount;
import io.otedama.payment.PayoutPlan;
import io.otedama.payment.PayoutRun;
import io.otedama.payment.PayoutStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Pays now. */
@Command(
        name = "run",
        description =
                "Takes up open payments of a stopped or killed pool, then pays everybody whom 'payout plan' lists.",
        footer = {
            "",
            "Prints one line 'payout: state=S payments=N payees=M amount=A open=K': N transactions made now, A in base units, K not",
            "final yet. The pool follows them on when it runs again; so does this command. Safe to repeat, also after a kill.",
            "Exit code 0 when they are made, 1 when not, with the reason, 2 when the journal cannot be read or is in use."
        })
final class PayoutRunCommand extends PayingCommand {
    PayoutRunCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int pay(PayoutRun run) {
        PayoutStatus status = run.approve().join();
        boolean paid = status.completedRuns() > 0;
        PayoutPlan plan = run.lastMade();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("state", status.state().name().toLowerCase(Locale.ROOT));
        all.put("payments", plan.batches().size());
        all.put("payees", plan.payees());
        all.put("amount", plan.total());
        all.put("open", status.openPayments());
        if (isJson()) {
            all.put("reason", status.reason());
            output.contract(Json.line(all));
        } else {
            StringBuilder line = new StringBuilder("payout:");
            all.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
            output.contract(line.toString());
        }
        if (paid) {
            plan.batches().stream()
                    .flatMap(batch -> batch.payees().stream())
                    .forEach(p -> output.note(
                            p.address() + " " + Amount.toCoins(p.output().amount())));
        } else {
            output.note("otedama-pool: not everything is paid: " + status.reason());
        }
        return paid ? ExitCode.OK : ExitCode.FAILURE;
    }
}
