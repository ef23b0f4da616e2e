package dev.flinklabs.coach;

import picocli.CommandLine.Command;

/** Groups what only the course's authors need. */
@Command(
        name = "dev",
        description = "For the course's authors: starters, new, wrong, measure, maven.",
        synopsisSubcommandLabel = "(starters | new | wrong | measure | maven)")
final class DevCommand {}
