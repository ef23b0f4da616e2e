package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.sample.lab01.CopyJob;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.process.LabProcesses;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.StandaloneCluster;

import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The story catches what it is for, and its failures teach. */
class ProcessStoryTest {

    @Test
    void what_a_program_writes_and_prints_elsewhere_is_seen_here() throws Exception {
        ProcessStory story = told(program().withConnector().printsTo("printed"));

        story.output("copy", "value").are("('one')", "('two')");
        story.output("printed").are("('one')", "('two')");
        assertThat(story.endedByItself()).isTrue();
        assertThat(story.jobsAtTheEnd())
                .singleElement()
                .extracting(RestClient.Job::name, RestClient.Job::state)
                .containsExactly("copy", JobStatus.FINISHED);
    }

    @Test
    void a_program_that_is_not_done_says_so_unwrapped() {
        assertThatThrownBy(() -> told(program("--unfinished", "true").withConnector()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Lab 9.9 is not done yet");
    }

    @Test
    void a_program_that_brings_no_connector_finds_none() {
        assertThatThrownBy(() -> told(program()))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("The program ended with an exception before a job ran.\n")
                .hasMessageContaining(
                        "ClassNotFoundException: org.apache.flink.connector.kafka.source.KafkaSource")
                .hasMessageContaining("In CopyJob.java:");
    }

    @Test
    void a_script_runs_with_the_settings_that_it_is_given() throws Exception {
        ProcessStory story = told(script("good.yaml"));

        story.output("copy", "value").are("('one')", "('two')");
        assertThat(story.jobsAtTheEnd())
                .singleElement()
                .extracting(RestClient.Job::name)
                .isEqualTo("copied by a script");
    }

    @Test
    void a_script_without_a_connector_is_told_which_ones_there_are() {
        assertThatThrownBy(() -> told(script("empty.yaml")))
                .hasMessageContaining("Could not find any factory for identifier 'kafka'")
                .hasMessageContaining("blackhole")
                .hasMessageEndingWith(
                        "More: docs/errors/could-not-find-any-factory-for-identifier.md");
    }

    @Test
    void settings_that_flink_cannot_read_are_named() {
        assertThatThrownBy(() -> told(script("broken.yaml")))
                .hasMessage(
                        "Flink does not take conf/process/broken.yaml.\n"
                                + "IllegalArgumentException: The text is not a set of keys, each with a colon, a blank and a value.");
        assertThatThrownBy(() -> told(script("unknown.yaml")))
                .hasMessageStartingWith("Flink does not take conf/process/unknown.yaml.\n")
                .hasMessageContaining("${kafka.conector} is no variable here.");
    }

    @Test
    void settings_that_are_not_there_are_named() {
        assertThatThrownBy(() -> told(script("none.yaml")))
                .hasMessage("There is no file src/main/conf/conf/process/none.yaml.");
    }

    @Test
    void a_job_that_writes_nothing_is_told_by_what_can_be_seen_of_it() {
        assertThatThrownBy(() -> told(program("--drop").withConnector()))
                .hasMessageStartingWith(
                        "Nothing came out. Looked for in: copy.\nThe job is: Source: copy")
                .hasMessageContaining("\nIt has ended.\n");
    }

    @Test
    void a_cluster_that_has_lost_a_process_is_replaced() {
        StandaloneCluster lost = LabProcesses.get();
        lost.taskManagers().get(0).kill();

        StandaloneCluster replaced = LabProcesses.get();

        assertThat(lost.jobManager().isAlive()).isFalse();
        assertThat(replaced.rest().overview().freeSlots()).isEqualTo(4);
        assertThat(LabProcesses.get()).isSameAs(replaced);
    }

    @Test
    void a_machine_that_dies_is_replaced_and_the_job_comes_back_from_its_checkpoint()
            throws Exception {
        List<String> checkpoints = new ArrayList<>();
        ProcessStory story =
                onTwoMachines("${storage}", s -> s.lastCheckpoint().ifPresent(checkpoints::add));

        story.output("copy", "value").are("('one')", "('two')", "('three')", "('three')");
        assertThat(checkpoints).singleElement().asString().startsWith("${storage}/");
        assertThat(story.jobsAtTheEnd()).allMatch(RestClient.Job::runs);
    }

    @Test
    void a_job_that_cannot_come_back_is_told_by_its_cause() {
        assertThatThrownBy(() -> onTwoMachines("${disk}", s -> {}))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("The job failed.\nFileNotFoundException: ");
    }

    private static ProcessStory onTwoMachines(String checkpoints, Consumer<ProcessStory> seen)
            throws Exception {
        ProcessStory story = program("--checkpoints", checkpoints).onTwoMachines();
        story.checkpointsByHand()
                .topic("shop.order", 1)
                .topic("copy", 1)
                .told(
                        s -> {
                            s.moment("before the crash")
                                    .send("shop.order", 0, null, "one")
                                    .send("shop.order", 0, null, "two")
                                    .start()
                                    .untilWritten("copy", 2)
                                    .checkpoint();
                            seen.accept(s);
                            s.send("shop.order", 0, null, "three")
                                    .until("copy", 3)
                                    .moment("crash")
                                    .crash()
                                    .until("copy", 4);
                        })
                .tellOnce(ProcessStoryTest.class);
        return story;
    }

    private static ProcessStory program(String... more) {
        String[] arguments = {
            "--bootstrap", "${kafka.bootstrap}", "--from", "${shop.order}", "--to", "${copy}"
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return ProcessStory.ofLab("9.9", CopyJob.class).arguments(all);
    }

    private static ProcessStory script(String settings) {
        return ProcessStory.ofLab("9.9", "copy.sql").settings("conf/process/" + settings);
    }

    private static ProcessStory told(ProcessStory story) throws Exception {
        story.topic("shop.order", 1)
                .topic("copy", 1)
                .told(
                        s ->
                                s.moment("before the job")
                                        .send("shop.order", 0, null, "one")
                                        .send("shop.order", 0, null, "two")
                                        .moment("job runs")
                                        .start()
                                        .untilEnd())
                .tellOnce(ProcessStoryTest.class);
        return story;
    }
}
