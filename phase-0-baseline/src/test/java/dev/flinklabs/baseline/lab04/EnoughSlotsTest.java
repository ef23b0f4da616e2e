package dev.flinklabs.baseline.lab04;

import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.story.ClusterStory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

@Tag("0.4")
class EnoughSlotsTest {

    private static final int BUDGET_MB = 2048;

    @RegisterExtension
    static final ClusterStory story = ClusterStory.of("lab04", SalesByProductJob.class);

    @Test
    void every_line_of_workers_becomes_a_task_manager() {
        new Finding()
                .fact("Of no line in workers a TaskManager was made.")
                .rule(1, "the cluster starts from your two files, a TaskManager for each line.")
                .question("How does Flink know on which machines to start TaskManagers?")
                .unless(!story.taskManagers().isEmpty());
    }

    @Test
    void the_job_has_four_subtasks_of_sales_and_of_totals() {
        List<Integer> expected = List.of(4, 4, 1);
        List<Integer> actual =
                story.job().vertices().stream().map(RestClient.Vertex::parallelism).toList();
        if (!actual.equals(expected)) {
            throw new Finding()
                    .fact("The job has these subtasks of sales, totals and report: " + actual)
                    .fact("It is to have these: " + expected)
                    .rule(2, "the job keeps its parallelism of 4.")
                    .question("Which of the two was to be changed, the job or the cluster?")
                    .picture(story.picture())
                    .failure(expected, actual);
        }
    }

    @Test
    void every_subtask_runs() {
        story.jobFailure()
                .ifPresent(
                        cause -> {
                            throw new Finding()
                                    .fact(
                                            new JobFailure("The job does not run.", cause)
                                                    .getMessage())
                                    .rule(3, "every subtask of the job runs.")
                                    .question(
                                            "How many slots does the job need, and how many are there?")
                                    .picture(story.picture())
                                    .failure(story.logs());
                        });
    }

    @Test
    void no_slot_is_left_over() {
        int slots = story.taskManagers().stream().mapToInt(RestClient.TaskManager::slots).sum();
        int free = story.taskManagers().stream().mapToInt(RestClient.TaskManager::freeSlots).sum();
        boolean runs = story.jobFailure().isEmpty();
        new Finding()
                .fact(
                        runs
                                ? "The job runs; of %s slots %s are free.".formatted(slots, free)
                                : "The job does not run, and all %s slots are free."
                                        .formatted(slots))
                .rule(4, "while the job runs, no slot is left over.")
                .question("How many subtasks of one job share a slot, and which?")
                .picture(story.picture())
                .unless(runs && free == 0);
    }

    @Test
    void all_task_managers_together_stay_within_2_gb() {
        int megabytes =
                story.taskManagers().stream()
                        .mapToInt(one -> one.processMemory().getMebiBytes())
                        .sum();
        new Finding()
                .fact(
                        "TaskManagers: %s. Their processes may take %s MB together, and %s MB are there."
                                .formatted(story.taskManagers().size(), megabytes, BUDGET_MB))
                .rule(5, "all TaskManagers together take 2 GB at the most.")
                .question("What does one TaskManager take, and how many are there?")
                .picture(story.picture())
                .unless(megabytes <= BUDGET_MB);
    }
}
