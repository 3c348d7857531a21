package io.otedama.examples;

import picocli.CommandLine.Command;

/** Looks into a share journal. */
@Command(
        name = "journal",
        description = "Looks into the share journal of a running, stopped or killed pool; changes nothing.",
        synopsisSubcommandLabel = "(inspect | tail)")
final class JournalCommand extends CommandGroup {}
