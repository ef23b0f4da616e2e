package dev.flinklabs.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flinklabs.sample.lab01.KafkaJob;
import dev.flinklabs.sample.lab01.NumbersJob;
import dev.flinklabs.testkit.failure.JobFailure;

import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

class StandaloneClusterTest {

    private static StandaloneCluster cluster;

    @BeforeAll
    static void start() {
        cluster =
                StandaloneCluster.plan()
                        .libraries(Libraries.ofThisJvm().without("flink-connector-kafka"))
                        .start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        assertThat(cluster.taskManagers()).noneMatch(JavaProcess::isAlive);
        assertThat(cluster.jobManager().isAlive()).isFalse();
    }

    @Test
    void it_is_as_large_as_its_configuration_says() {
        assertThat(cluster.rest().overview()).isEqualTo(new RestClient.Overview(1, 2, 2));
        assertThat(cluster.rest().taskManagers().get(0).processMemory())
                .isEqualTo(MemorySize.ofMebiBytes(1024));
    }

    @Test
    void a_job_runs_in_its_processes_until_it_is_cancelled() {
        String id = cluster.run(NumbersJob.class, List.of(), "--parallelism", "2");
        cluster.await("The job does not run.", () -> cluster.rest().job(id).runs());

        assertThat(cluster.rest().job(id).vertices())
                .singleElement()
                .satisfies(
                        vertex -> {
                            assertThat(vertex.name()).startsWith("Source: numbers -> Map");
                            assertThat(vertex.parallelism()).isEqualTo(2);
                            assertThat(vertex.subtasks())
                                    .extracting(RestClient.Subtask::taskManager)
                                    .containsOnly(cluster.rest().taskManagers().get(0).id());
                        });
        assertThat(cluster.rest().overview().freeSlots()).isZero();

        cancel(id);
    }

    @Test
    void a_job_that_fails_tells_of_what_and_in_which_line() {
        String id = cluster.run(NumbersJob.class, List.of(), "--parallelism", "1", "--poison", "3");
        awaitState(id, JobStatus.FAILED);

        assertThat(new JobFailure("It failed.", cluster.rest().failure(id).orElseThrow()))
                .hasMessageContaining("MalformedEventException: ")
                .hasMessageContaining("{\"number\":3}")
                .hasMessageContaining("\nIn NumbersJob.java:");
    }

    @Test
    void a_job_that_gets_no_slots_fails_soon() {
        String id = cluster.run(NumbersJob.class, List.of(), "--parallelism", "3");
        awaitState(id, JobStatus.FAILED);

        assertThat(new JobFailure("It failed.", cluster.rest().failure(id).orElseThrow()))
                .hasMessageContaining("Could not acquire the minimum required resources");
    }

    @Test
    void a_job_whose_connector_is_not_in_lib_fails_before_it_is_one() {
        RestFailure failure =
                catchThrowableOfType(
                        RestFailure.class, () -> cluster.run(KafkaJob.class, List.of()));

        assertThat(failure).hasMessageContaining("/run was answered with");
        assertThat(new JobFailure("It was not run.", failure))
                .hasMessageContaining(
                        "ClassNotFoundException: org.apache.flink.connector.kafka.source.KafkaSource");
    }

    @Test
    void a_killed_task_manager_is_missed_and_another_one_takes_its_place() {
        String lost = cluster.rest().taskManagers().get(0).id();

        cluster.taskManagers().get(cluster.taskManagers().size() - 1).kill();
        cluster.await("It is not missed.", () -> cluster.rest().taskManagers().isEmpty());
        cluster.startTaskManager();
        cluster.await("No other one came.", () -> cluster.rest().overview().freeSlots() == 2);

        assertThat(cluster.rest().taskManagers()).noneMatch(one -> one.id().equals(lost));
    }

    @Test
    void a_configuration_that_flink_refuses_starts_nothing() {
        assertThatThrownBy(() -> StandaloneCluster.plan().configuration("a:\n\tb: 1\n").start())
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("found character '\\t(TAB)'");
    }

    @Test
    void a_process_that_ends_at_its_start_is_told_with_its_reason() {
        StandaloneCluster.Plan plan =
                StandaloneCluster.plan()
                        .set(HighAvailabilityOptions.HA_MODE, "nonsense")
                        .taskManagers(0);

        assertThatThrownBy(plan::start)
                .isInstanceOf(ProcessFailure.class)
                .hasMessageStartingWith("The JobManager has ended.\n")
                .hasMessageContaining("nonsense");
    }

    private static void awaitState(String job, JobStatus state) {
        cluster.await(
                "The job is not %s.".formatted(state),
                () -> cluster.rest().job(job).state() == state);
    }

    private static void cancel(String job) {
        cluster.rest().cancel(job);
        awaitState(job, JobStatus.CANCELED);
        cluster.await("Its slots are not free.", () -> cluster.rest().overview().freeSlots() == 2);
    }
}
