package dev.flinklabs.coach;

import picocli.CommandLine.Command;

/** Groups what only the course's authors need. */
@Command(
        name = "dev",
        description = "For the course's authors: starters, new, measure, maven.",
        synopsisSubcommandLabel = "(starters | new | measure | maven)")
final class DevCommand {}
