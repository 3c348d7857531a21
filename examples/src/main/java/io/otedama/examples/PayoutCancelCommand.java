package io.otedama.examples;

import io.otedama.error.PoolException;
import io.otedama.payment.PayoutRun;
import java.util.Map;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives up a payment that cannot confirm. */
@Command(
        name = "cancel",
        description =
                "Gives up a payment whose coins a foreign transaction spent; its payees are owed their amounts again.",
        footer = {
            "",
            "Refused, with exit code 1, while any of its transactions may still confirm: nobody can be paid twice by it."
        })
final class PayoutCancelCommand extends PayingCommand {
    @Parameters(paramLabel = "PAYMENT", description = "Its number in 'payout status'.")
    private long payment;

    PayoutCancelCommand(CommandOutput output) {
        super(output);
    }

    @Override
    protected int pay(PayoutRun run) {
        try {
            var unused = run.cancel(payment).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PoolException refused) {
                output.note("otedama-pool: " + refused.getMessage());
                return ExitCode.FAILURE;
            }
            throw e;
        }
        output.contract(isJson() ? Json.line(Map.of("cancelled", payment)) : "payout: cancelled=" + payment);
        return ExitCode.OK;
    }
}
