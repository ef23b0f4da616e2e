package dev.flinklabs.testkit.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.sample.lab01.NumbersJob;
import dev.flinklabs.testkit.story.ClusterStory;

import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

class ClusterTalkTest {

    @Test
    void a_job_that_gets_no_slots_is_shown_and_the_cluster_ends_with_the_input() throws Exception {
        ClusterStory story = ClusterStory.of("conf/good", NumbersJob.class, "--parallelism", "3");
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        List<String> shown = new ArrayList<>();
        try (Console console =
                new PlainConsole(InputStream.nullInputStream(), LineStream.to(shown::add))) {
            assertThat(new ClusterTalk(getClass(), story).at(console)).isFalse();
        }

        assertThat(String.join("\n", shown))
                .containsPattern("web UI {4}http://\\S+:\\d+")
                .containsSubsequence(
                        "TaskManager 1   1024 MB   slots: 1, free: 1",
                        "nowhere         3 of Source: numbers",
                        "The job does not run.",
                        "Could not acquire the minimum required resources");
        assertThat(ProcessHandle.current().descendants()).isSubsetOf(before);
    }
}
