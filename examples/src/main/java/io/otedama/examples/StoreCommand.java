package io.otedama.examples;

import picocli.CommandLine.Command;

/** The queryable store, without a pool. */
@Command(
        name = "store",
        description = "The copy of the journal that queries are answered from, a SQLite database.",
        synopsisSubcommandLabel = "rebuild")
final class StoreCommand extends CommandGroup {}
