package io.otedama.examples;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who would be paid, paying, and what is under way. */
@Command(
        name = "payout",
        description =
                "Shows payments of a running, stopped or killed pool; run and cancel make them of one that does not run.",
        synopsisSubcommandLabel = "(plan | run | cancel | status)")
final class PayoutCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** Called without a subcommand. */
    @Override
    public Integer call() {
        CommandSpec self = spec;
        throw new ParameterException(
                self == null ? new CommandLine(this) : self.commandLine(),
                "Missing command: plan, run, cancel or status");
    }
}
