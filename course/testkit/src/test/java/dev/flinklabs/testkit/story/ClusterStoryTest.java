package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.sample.lab01.NumbersJob;
import dev.flinklabs.testkit.failure.JobFailure;

import org.junit.jupiter.api.Test;

class ClusterStoryTest {

    @Test
    void a_job_runs_on_the_cluster_that_the_files_describe() throws Exception {
        ClusterStory story = ClusterStory.of("conf/good", NumbersJob.class);
        try {
            story.tellOnce(getClass());

            assertThat(story.jobFailure()).isEmpty();
            assertThat(story.picture())
                    .isEqualTo(
                            """
                            TaskManager 1   1024 MB   slots: 1, free: 0   1 of Source: numbers -> Map -> Sink: Writer
                            TaskManager 2   1024 MB   slots: 1, free: 0   1 of Source: numbers -> Map -> Sink: Writer""");
        } finally {
            story.end();
        }
    }

    @Test
    void a_job_that_gets_no_slots_is_shown_beside_the_slots_that_are_there() throws Exception {
        ClusterStory story = ClusterStory.of("conf/good", NumbersJob.class, "--parallelism", "3");
        try {
            story.tellOnce(getClass());

            assertThat(new JobFailure("It does not run.", story.jobFailure().orElseThrow()))
                    .hasMessageContaining("Could not acquire the minimum required resources");
            assertThat(story.picture())
                    .contains("TaskManager 2   1024 MB   slots: 1, free: 1\n")
                    .endsWith("\nnowhere         3 of Source: numbers -> Map -> Sink: Writer");
        } finally {
            story.end();
        }
    }

    @Test
    void a_configuration_that_says_nothing_is_told_as_that() {
        assertThatThrownBy(() -> tell("conf/silent"))
                .hasMessageStartingWith("config.yaml says nothing.");
    }

    @Test
    void a_worker_on_another_machine_is_named() {
        assertThatThrownBy(() -> tell("conf/elsewhere"))
                .hasMessage(
                        "The file workers has a line 'tm-2'. A line names one host, and the only one there is, is localhost.");
    }

    @Test
    void a_file_that_is_missing_is_named() {
        assertThatThrownBy(() -> tell("conf/incomplete"))
                .hasMessage("There is no file src/main/conf/conf/incomplete/workers.");
    }

    private void tell(String folder) throws Exception {
        ClusterStory.of(folder, NumbersJob.class).tellOnce(getClass());
    }
}
