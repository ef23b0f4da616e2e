package dev.flinklabs.orchestration.lab01;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.rest.HttpProxy;
import dev.flinklabs.testkit.rest.RestStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

@Tag("4.1")
class JarSubmitterTest {

    private static final String RUN = "/jars/[^/]+/run";
    private static final String UPLOAD = "/jars/upload";

    @RegisterExtension static final RestStory story = new RestStory();

    private static int submissions;

    @Test
    void the_job_runs_with_its_arguments_and_its_id_comes_back() throws Exception {
        Submission other = submission("count of the night before", "east");
        String stranger = submit(other);

        String id =
                submit(
                        submission(
                                "count of the night", "north, \"harbour\" 'gate'", " --a  b ", ""),
                        1,
                        "the job runs with exactly its arguments, whatever is in them.");

        String expected = "[--store] [north, \"harbour\" 'gate'] [ --a  b ] []";
        List<String> names = jobs();
        new Finding()
                .fact("Submitted: %s, while another job runs.".formatted(expected))
                .fact("Jobs on the cluster: %s.".formatted(shown(names)))
                .rule(1, "the job runs with exactly its arguments, whatever is in them.")
                .question("Which of the texts does not arrive as it was, and what changes it?")
                .picture(story.proxy().picture())
                .unless(names.contains(expected) && names.size() == 2);
        String named = story.flink().job(id).name();
        String again = submit(other);
        new Finding()
                .fact("The id that came back is that of %s.".formatted(named))
                .fact(
                        "Submitted again, the other job gave %s."
                                .formatted(story.flink().job(again).name()))
                .rule(1, "submit returns the id of its own job.")
                .question("Who else may have started a job meanwhile?")
                .picture(story.proxy().picture())
                .unless(named.equals(expected) && again.equals(stranger));
    }

    @Test
    void an_answer_that_is_lost_starts_no_second_job() throws Exception {
        story.proxy().loseAnswers("POST", RUN, 1);

        submit(submission("count of the night", "north"));

        oneJob("The JobManager started the job; its answer to the call was lost.");
    }

    @Test
    void a_call_that_arrives_after_its_repetition_starts_no_second_job() throws Exception {
        story.proxy().holdBack("POST", RUN);

        submit(submission("count of the night", "north"));
        story.proxy().deliver();

        oneJob("The connection broke, and the call to run arrived when it had been repeated.");
    }

    @Test
    void a_jar_whose_upload_was_not_answered_lies_there_once() throws Exception {
        story.proxy().loseAnswers("POST", UPLOAD, 1);

        submit(submission("count of the night", "north"));
        submit(
                new Submission(
                        unique("count of the day"),
                        story.jar(StockCountJob.class, "stock-of-the-day.jar"),
                        StockCountJob.class.getName(),
                        List.of("--store", "north")));

        int jars = story.uploaded().size();
        new Finding()
                .fact(
                        "A jar was submitted; the answer to its first upload was lost. Then it was submitted from a file of another name.")
                .fact("It lies on the JobManager %s times.".formatted(jars))
                .rule(3, "a jar lies on the JobManager once.")
                .question("By what can you tell that a jar is there, when no answer says so?")
                .picture(story.proxy().picture())
                .unless(jars == 1);
    }

    @Test
    void another_jar_of_the_same_name_is_another_jar() throws Exception {
        submit(submission("count of the night", "north"));
        Path next = story.jar(ReturnsCountJob.class, "stock.jar");

        submit(returns(next), 3, "what is in a jar tells it from others.");
        submit(returns(withLastByte(next, '7')), 3, "what is in a jar tells it from others.");
        submit(returns(withLastByte(next, '8')), 3, "what is in a jar tells it from others.");

        int jars = story.uploaded().size();
        new Finding()
                .fact("A jar was submitted, and another one whose file has the same name; then two")
                .fact("more of that name, which differ from each other in their last byte.")
                .fact("Jars on the JobManager: %s.".formatted(jars))
                .fact("Jobs on the cluster: %s.".formatted(shown(jobs())))
                .rule(3, "what is in a jar tells it from others, not what its file is called.")
                .question("From which jar did each of the four jobs run?")
                .picture(story.proxy().picture())
                .unless(jobs().contains("[--store] [returns]") && jars == 4);
    }

    private static Submission returns(Path jar) {
        return new Submission(
                unique("returns " + ++submissions),
                jar,
                ReturnsCountJob.class.getName(),
                List.of());
    }

    /** The same jar, with a comment of one letter at its end. */
    private static Path withLastByte(Path jar, char last) throws IOException {
        byte[] bytes = Files.readAllBytes(jar);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length - 2] = 1;
        longer[bytes.length] = (byte) last;
        Path directory = Files.createDirectories(jar.resolveSibling("last-byte-" + last));
        return Files.write(directory.resolve(jar.getFileName()), longer);
    }

    @Test
    void the_same_submission_again_is_the_same_job() throws Exception {
        String first = submit(submission("count of the night", "north"));
        story.flink().cancel(first);

        String second =
                submit(
                        submission("count of the night", "south"),
                        4,
                        "the same name is the same job, also after it has ended.");

        List<String> names = jobs();
        new Finding()
                .fact(
                        "It was submitted, cancelled by somebody, and submitted again under the same name, with another argument.")
                .fact("Jobs on the cluster: %s.".formatted(shown(names)))
                .fact("The first submission gave %s, the second one %s.".formatted(first, second))
                .rule(4, "the same name is the same job.")
                .question("What do both processes know, before either has asked the JobManager?")
                .picture(story.proxy().picture())
                .unless(first.equals(second) && names.size() == 1);
    }

    @Test
    void another_name_is_another_job() throws Exception {
        List<String> names =
                List.of("Köln, gate Aa", "Kåln, gate Aa", "köln, gate Aa", "Köln, gate BB");

        Set<String> ids = new HashSet<>();
        for (String name : names) {
            ids.add(submit(submission(name, "north"), 4, "another name is another job."));
        }

        new Finding()
                .fact("One jar with the same arguments was submitted under four names:")
                .fact("%s.".formatted(String.join("; ", names)))
                .fact("Ids: %s. Jobs on the cluster: %s.".formatted(ids.size(), shown(jobs())))
                .rule(4, "another name is another job.")
                .question("What tells one submission from another?")
                .picture(story.proxy().picture())
                .unless(jobs().size() == names.size() && ids.size() == names.size());
    }

    @Test
    void a_job_manager_that_elects_its_leader_is_asked_again() throws Exception {
        story.proxy()
                .beBusy("GET", "/jars", 1)
                .beBusy("GET", "/jobs(/.*)?", 1)
                .beBusy("POST", UPLOAD, 2)
                .beBusy("POST", RUN, 2);

        submit(submission("count of the night", "north"));

        oneJob("One look at jobs, one at jars, two uploads and two runs were answered with 503.");

        story.proxy().beBusy("GET", "/jars", 1);
        submit(submission("count of the day", "north"));

        int jars = story.uploaded().size();
        new Finding()
                .fact("The jar was submitted again. The first GET /jars was answered with 503.")
                .fact("The jar lies on the JobManager %s times.".formatted(jars))
                .rule(3, "a jar lies on the JobManager once.")
                .question("What does a call tell whose answer is 503?")
                .picture(story.proxy().picture())
                .unless(jars == 1);
    }

    @Test
    void a_call_is_given_up_after_five_attempts() throws Exception {
        story.proxy().loseCalls("POST", UPLOAD, 12);

        String message = failure(submission("count of the night", "north"));

        long attempts = story.proxy().calls().stream().filter(c -> c.is("POST", UPLOAD)).count();
        new Finding()
                .fact("No upload arrives at the JobManager.")
                .fact("submit tried it %s times, and then said: %s".formatted(attempts, message))
                .rule(5, "a call is made five times at the most.")
                .question("Which calls are repeated, and what ends that?")
                .picture(story.proxy().picture())
                .unless(attempts == 5 && !message.isEmpty());
    }

    @Test
    void what_the_job_manager_refuses_is_told_in_its_words_and_not_tried_again() throws Exception {
        String message =
                failure(
                        new Submission(
                                unique("count of the night"),
                                story.jar(StockCountJob.class, "stock.jar"),
                                StockCountJob.class.getName(),
                                List.of("--shop", "north")));

        long attempts = story.proxy().calls().stream().filter(c -> c.is("POST", RUN)).count();
        String reason = "The argument --store is missing.";
        new Finding()
                .fact("The program says: %s It ran %s times.".formatted(reason, attempts))
                .fact(
                        message.isEmpty()
                                ? "submit said nothing, and returned an id."
                                : "submit said: " + told(message))
                .rule(6, "what the JobManager refuses is told in its words, and not tried again.")
                .question("What does an answer say whose status is 400 or above?")
                .picture(story.proxy().picture())
                .unless(message.contains(reason) && attempts == 1 && jobs().isEmpty());

        notTriedAgain(
                "The jar has no such class",
                new Submission(
                        unique("count of nothing"),
                        story.jar(StockCountJob.class, "stock.jar"),
                        "dev.flinklabs.NoSuchJob",
                        List.of()));
        story.proxy().demand("airflow", "spring-2026");
        notTriedAgain("Each call is answered with 401", submission("count of the day", "north"));
    }

    private static void notTriedAgain(String what, Submission submission) {
        int before = story.proxy().calls().size();

        String message = failure(submission);

        List<HttpProxy.Call> calls = story.proxy().calls();
        List<HttpProxy.Call> made = calls.subList(before, calls.size());
        String reason = what.contains("401") ? "Who are you?" : "Internal server error";
        long refused = made.stream().filter(c -> c.status() >= 400 && c.status() != 404).count();
        new Finding()
                .fact("%s: %s".formatted(what, reason))
                .fact("%s calls were refused. submit said: %s".formatted(refused, told(message)))
                .rule(6, "what the JobManager refuses is told in its words, and not tried again.")
                .question("What does an answer say whose status is 400 or above?")
                .picture(story.proxy().picture())
                .unless(message.contains(reason) && refused == 1);
    }

    private static String submit(Submission submission) throws Exception {
        return submit(
                submission, 2, "what can be carried out is carried out, whichever answer is lost.");
    }

    private static String submit(Submission submission, int rule, String words) throws Exception {
        try {
            return new JarSubmitter(story.proxy().address()).submit(submission);
        } catch (SubmissionException e) {
            throw new Finding()
                    .fact("submit gave up: " + told(e.getMessage()))
                    .rule(rule, words)
                    .question(
                            "Which of the calls below was the last one, and what does its answer mean?")
                    .picture(story.proxy().picture())
                    .failure(e);
        }
    }

    /** Empty when there is none. */
    private static String failure(Submission submission) {
        try {
            new JarSubmitter(story.proxy().address()).submit(submission);
            return "";
        } catch (SubmissionException e) {
            return e.getMessage();
        }
    }

    private static void oneJob(String what) {
        List<String> names = jobs();
        new Finding()
                .fact(what)
                .fact("Jobs on the cluster: %s.".formatted(shown(names)))
                .rule(2, "one submission starts one job, whichever answer is lost.")
                .question("Who chooses the id of a job, and when?")
                .picture(story.proxy().picture())
                .unless(names.equals(List.of("[--store] [north]")));
    }

    /** The JobManager remembers the names of other tests, and of earlier runs. */
    private static String unique(String name) {
        return name + " " + story.token();
    }

    private static Submission submission(String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--store"));
        all.addAll(List.of(arguments));
        return new Submission(
                unique(name),
                story.jar(StockCountJob.class, "stock.jar"),
                StockCountJob.class.getName(),
                all);
    }

    /** The names of those that were started in this test, ended ones too. */
    private static List<String> jobs() {
        return story.jobs().stream().map(id -> story.flink().job(id).name()).sorted().toList();
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** Of a stack trace the innermost exception, of another text the first line. */
    private static String told(String message) {
        List<String> causes =
                message.lines().filter(line -> line.startsWith("Caused by: ")).toList();
        return causes.isEmpty()
                ? message.lines().findFirst().orElse("nothing")
                : causes.get(causes.size() - 1).substring("Caused by: ".length());
    }
}
