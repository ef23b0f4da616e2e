package dev.flinklabs.coach.prove;

import dev.flinklabs.coach.catalogue.Catalogue;
import dev.flinklabs.coach.catalogue.Nearest;
import dev.flinklabs.coach.trouble.Trouble;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether a command that a text shows could be run. */
final class Commands {

    private static final String LAB = "LAB";

    private final Path root;
    private final Catalogue catalogue;
    private final CommandSpec lab;

    /**
     * @param lab what {@code ./lab} understands; a parameter with the label {@code LAB} is an id or
     *     a phase
     */
    Commands(Path root, Catalogue catalogue, CommandSpec lab) {
        this.root = root;
        this.catalogue = catalogue;
        this.lab = lab;
    }

    /**
     * What is wrong with a command; empty when nothing is. Words in angle or square brackets stand
     * for others and are not looked at, options apart.
     *
     * @param command begins {@code ./lab} or {@code ./mvnw}
     */
    Optional<String> defect(String command) {
        String first = command.split(" (?:[#|&;<>]|&&|\\|\\|)(?: |$)")[0];
        List<String> words = List.of(first.strip().split("\\s+"));
        return words.get(0).equals("./lab") ? ofLab(words) : ofMaven(words);
    }

    private Optional<String> ofLab(List<String> words) {
        CommandSpec verb = lab;
        int given = 0;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i).replaceAll("[\\[\\]]", "");
            boolean stands = !word.equals(words.get(i)) || word.startsWith("<");
            Map<String, CommandLine> verbs = verb.subcommands();
            if (word.startsWith("-")) {
                OptionSpec option = verb.optionsMap().get(word.replaceFirst("=.*", ""));
                if (option == null) {
                    return Optional.of(
                            "%s has no option '%s'.".formatted(verb.qualifiedName(), word));
                }
                i += word.contains("=") ? 0 : option.arity().min();
            } else if (verbs.containsKey(word)) {
                verb = verbs.get(word).getCommandSpec();
            } else {
                Optional<PositionalParamSpec> parameter = parameter(verb, given++);
                if (parameter.isEmpty()) {
                    return Optional.of(tooMany(verb, word));
                }
                if (!stands && parameter.get().paramLabel().equals(LAB)) {
                    try {
                        catalogue.find(word);
                    } catch (Trouble e) {
                        return Optional.of(e.getMessage());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<PositionalParamSpec> parameter(CommandSpec verb, int index) {
        return verb.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(index))
                .findFirst();
    }

    private static String tooMany(CommandSpec verb, String word) {
        return verb.subcommands().isEmpty()
                ? "'%s' is one word too many for %s.".formatted(word, verb.qualifiedName())
                : "%s has no command '%s'. Nearest: %s."
                        .formatted(
                                verb.qualifiedName(),
                                word,
                                String.join(", ", Nearest.to(word, verb.subcommands().keySet())));
    }

    private Optional<String> ofMaven(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if ((word.equals("-pl") || word.equals("--projects")) && i + 1 < words.size()) {
                for (String module : words.get(++i).split(",")) {
                    if (!Files.isRegularFile(root.resolve(module).resolve("pom.xml"))) {
                        return Optional.of("there is no module '%s'.".formatted(module));
                    }
                }
            } else if (word.startsWith("-Dgroups=")) {
                for (String id : word.substring("-Dgroups=".length()).split(",")) {
                    if (catalogue.lab(id).isEmpty()) {
                        return Optional.of("no lab has the id '%s'.".formatted(id));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
