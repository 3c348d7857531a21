package io.otedama.examples;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into a share journal. */
@Command(
        name = "journal",
        description = "Looks into the share journal of a running, stopped or killed pool; changes nothing.",
        synopsisSubcommandLabel = "(inspect | tail)")
final class JournalCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** Called without a subcommand. */
    @Override
    public Integer call() {
        CommandSpec self = spec;
        throw new ParameterException(
                self == null ? new CommandLine(this) : self.commandLine(), "Missing command: inspect or tail");
    }
}
