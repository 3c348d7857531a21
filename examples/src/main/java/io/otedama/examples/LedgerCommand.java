package io.otedama.examples;

import picocli.CommandLine.Command;

/** Who is owed what, and why. */
@Command(
        name = "ledger",
        description =
                "Recomputes the books from the share journal of a running, stopped or killed pool; changes nothing.",
        synopsisSubcommandLabel = "(verify | show | explain)")
final class LedgerCommand extends CommandGroup {}
