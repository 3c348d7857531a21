package io.otedama.examples;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is owed what, and why. */
@Command(
        name = "ledger",
        description =
                "Recomputes the books from the share journal of a running, stopped or killed pool; changes nothing.",
        synopsisSubcommandLabel = "(verify | show | explain)")
final class LedgerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** Called without a subcommand. */
    @Override
    public Integer call() {
        CommandSpec self = spec;
        throw new ParameterException(
                self == null ? new CommandLine(this) : self.commandLine(), "Missing command: verify, show or explain");
    }
}
