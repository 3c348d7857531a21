package io.otedama.examples;

import picocli.CommandLine.Command;

/** Who is banned, and why. */
@Command(
        name = "guard",
        description = "Whom the pool does not let in, and why.",
        synopsisSubcommandLabel = "(why | list | unban)")
final class GuardCommand extends CommandGroup {}
