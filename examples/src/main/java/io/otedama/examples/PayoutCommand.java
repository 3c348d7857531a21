package io.otedama.examples;

import picocli.CommandLine.Command;

/** Who would be paid, paying, and what is under way. */
@Command(
        name = "payout",
        description =
                "Shows payments of a running, stopped or killed pool; run and cancel make them of one that does not run.",
        synopsisSubcommandLabel = "(plan | run | cancel | status)")
final class PayoutCommand extends CommandGroup {}
