package dev.flinklabs.testkit.story;

import dev.flinklabs.testkit.failure.NotDone;
import dev.flinklabs.testkit.script.ScriptFailure;
import dev.flinklabs.testkit.script.ScriptRun;
import dev.flinklabs.testkit.script.SqlScript;
import dev.flinklabs.testkit.script.Variables;
import dev.flinklabs.testkit.service.HttpService;
import dev.flinklabs.testkit.story.ProgramStory.Program;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What {@code ./lab run} starts, taken from a lab's story.
 *
 * @param lab the lab's id
 * @param topics the topics by the names of the page, each with its number of partitions
 * @param services the HTTP servers by the names of their variables, each with what it answers
 * @param directories the empty directories by the names of their variables
 * @param feed what is written to them
 * @param code what reads them
 */
public record LabRun(
        String lab,
        Map<String, Integer> topics,
        Map<String, Consumer<HttpService>> services,
        Set<String> directories,
        Feed feed,
        Code code) {

    /** What the student wrote. */
    public sealed interface Code {}

    /**
     * A program.
     *
     * @param arguments with their variables
     * @param besides further programs of the lab, which run beside it
     */
    public record Main(Program program, List<String> arguments, List<Main> besides)
            implements Code {

        /** One that is alone. */
        public Main(Program program, List<String> arguments) {
            this(program, arguments, List.of());
        }
    }

    /**
     * A script.
     *
     * @param lab the lab's id
     * @param declared the tables that it has to declare
     * @param written the tables that its statements have to write to
     * @param parallelism of every operator
     */
    public record Script(
            String lab,
            SqlScript script,
            List<String> declared,
            List<String> written,
            int parallelism)
            implements Code {

        /**
         * Runs the script, and looks for what has to be in it.
         *
         * @throws ScriptFailure at the first statement that Flink does not take
         * @throws NotDone when all statements are taken, and one is lacking
         */
        public void execute(ScriptRun run, Variables variables) {
            run.execute(script, variables);
            lookFor(declared, run.tables(), "declares the table");
            lookFor(written, run.writtenTo(), "writes to");
        }

        private void lookFor(List<String> wanted, Set<String> present, String verb) {
            for (String table : wanted) {
                if (!present.contains(table)) {
                    throw new NotDone(
                            lab,
                            "no statement in %s %s %s%s"
                                    .formatted(script.file(), verb, table, others(verb, present)));
                }
            }
        }

        /** What may have been meant: names differ by their case too. */
        private static String others(String verb, Set<String> present) {
            return present.isEmpty()
                    ? "."
                    : "; one %s %s.".formatted(verb, String.join(", ", present));
        }
    }
}
