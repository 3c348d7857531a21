package io.otedama.examples;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The queryable store, without a pool. */
@Command(
        name = "store",
        description = "The copy of the journal that queries are answered from, a SQLite database.",
        synopsisSubcommandLabel = "rebuild")
final class StoreCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /** Called without a subcommand. */
    @Override
    public Integer call() {
        CommandSpec self = spec;
        throw new ParameterException(
                self == null ? new CommandLine(this) : self.commandLine(), "Missing command: rebuild");
    }
}
