package dev.flinklabs.testkit.stack;

import org.apache.flink.util.ParameterTool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a lab is to run.
 *
 * @param lab its id
 * @param tests its test classes
 * @param print whether its script is to be printed, and nothing run
 * @param rate how many records a second it is fed
 * @param terminal whether somebody sits at a terminal
 * @param colours whether the terminal shows colours
 * @param root the course's directory
 * @param output a file for what comes out, where the terminal is needed for other things
 * @param history a file for what is typed
 */
record Options(
        String lab,
        List<Class<?>> tests,
        boolean print,
        double rate,
        boolean terminal,
        boolean colours,
        Path root,
        Path output,
        Path history) {

    static Options of(String[] arguments) throws ClassNotFoundException {
        ParameterTool given = ParameterTool.fromArgs(arguments);
        List<Class<?>> tests = new ArrayList<>();
        for (String name : given.get("tests", "").split(",")) {
            if (!name.isEmpty()) {
                tests.add(
                        Class.forName(name, true, Thread.currentThread().getContextClassLoader()));
            }
        }
        return new Options(
                given.getRequired("lab"),
                tests,
                given.has("print"),
                Double.parseDouble(given.get("rate", "3")),
                given.has("terminal"),
                given.has("colours"),
                Path.of(given.getRequired("root")),
                Path.of(given.getRequired("output")),
                Path.of(given.getRequired("history")));
    }

    /** As somebody in the course's directory would type it. */
    String shown(Path path) {
        return root.relativize(path).toString();
    }
}
