package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.service.Answer;
import dev.flinklabs.testkit.timeline.Day;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The story catches what it is for, and its failures teach. */
class ProgramStoryTest {

    @Test
    void a_program_that_is_not_done_says_so_unwrapped() {
        assertThatThrownBy(
                        () ->
                                told(
                                        arguments -> {
                                            throw new UnsupportedOperationException(
                                                    "Lab 9.9 is not done yet");
                                        }))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Lab 9.9 is not done yet");
    }

    @Test
    void a_program_that_ends_with_an_exception_is_told_by_it() {
        assertThatThrownBy(
                        () ->
                                told(
                                        arguments -> {
                                            throw new IllegalArgumentException("no --from");
                                        }))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "The program ended with an exception before a job ran.\n"
                                + "IllegalArgumentException: no --from");
    }

    @Test
    void a_program_that_ends_with_an_exception_while_its_job_runs_is_told_by_it() {
        CountDownLatch runs = new CountDownLatch(1);
        ProgramStory story =
                story(
                                arguments -> {
                                    silentJob().executeAsync();
                                    runs.await();
                                    throw new IllegalArgumentException("no --to");
                                })
                        .told(
                                s -> {
                                    s.moment("job starts").start();
                                    runs.countDown();
                                    s.untilEnd();
                                });

        assertThatThrownBy(() -> tell(story))
                .isInstanceOf(JobFailure.class)
                .hasMessage(
                        "The program ended with an exception.\n"
                                + "IllegalArgumentException: no --to");
    }

    @Test
    void arguments_are_filled_in() throws Exception {
        String[][] seen = new String[1][];
        told(arguments -> seen[0] = arguments);

        assertThat(seen[0][0]).isEqualTo("--from");
        assertThat(seen[0][1]).startsWith("shop.order-");
    }

    @Test
    void a_service_answers_at_the_address_that_the_program_is_given() throws Exception {
        String[] seen = new String[1];
        ProgramStory story =
                story(arguments -> seen[0] = get(arguments[0]))
                        .service("prices", prices -> prices.answers("/p-1", Answer.ok("4998")))
                        .arguments("${prices}/p-1");
        tell(story);

        assertThat(seen[0]).isEqualTo("4998");
        assertThat(story.service("prices").asked("/p-1")).isEqualTo(1);
    }

    @Test
    void a_directory_is_there_for_the_program_and_gone_with_the_story() throws Exception {
        Path[] seen = new Path[1];
        ProgramStory story =
                story(
                                arguments -> {
                                    seen[0] = Path.of(arguments[0]);
                                    Files.writeString(seen[0].resolve("left.txt"), "left");
                                })
                        .directory("lake")
                        .readsFrom("files", () -> List.of(Map.of("there", Files.exists(seen[0]))))
                        .arguments("${lake}")
                        .told(s -> s.moment("job starts").start().until("files", 1));
        tell(story);

        story.output("files").are("(TRUE)");
        assertThat(seen[0]).isEqualTo(story.directoryNamed("lake")).doesNotExist();
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void a_job_that_ends_by_itself_is_told_from_one_that_goes_on() throws Exception {
        ProgramStory ends =
                told(
                        arguments -> {
                            StreamExecutionEnvironment env =
                                    StreamExecutionEnvironment.getExecutionEnvironment();
                            env.fromSequence(1, 3).sinkTo(new DiscardingSink<>());
                            env.execute();
                        });
        ProgramStory goesOn = told(arguments -> silentJob().execute());

        assertThat(ends.endedByItself()).isTrue();
        assertThat(goesOn.endedByItself()).isFalse();
    }

    private static StreamExecutionEnvironment silentJob() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSource(new GatedSource<>(Types.INT, 1), WatermarkStrategy.noWatermarks(), "silent")
                .sinkTo(new DiscardingSink<>());
        return env;
    }

    @Test
    void a_job_comes_back_from_the_last_checkpoint_when_every_task_manager_has_died()
            throws Exception {
        ProgramStory story =
                ProgramStory.ofLab("9.9", ProgramStoryTest::copy)
                        .arguments("${kafka.bootstrap}", "${in}", "${out}")
                        .topic("in", 1)
                        .topic("out", 1)
                        .restarting()
                        .checkpointsByHand()
                        .told(
                                s ->
                                        s.moment("first")
                                                .send("in", 0, "a", "1")
                                                .start()
                                                .until("out", 1)
                                                .checkpoint()
                                                .moment("second")
                                                .send("in", 0, "a", "2")
                                                .until("out", 2)
                                                .crash()
                                                .until("out", 3));
        tell(story);

        story.output("out", "value").areInOrder("('1')", "('2')", "('2')");
        assertThat(story.checkpointing().interval()).contains(Duration.ofMinutes(10));
    }

    @Test
    void the_time_in_a_job_is_the_least_watermark_behind_its_sources() throws Exception {
        List<Optional<Instant>> seen = new ArrayList<>();
        ProgramStory story =
                ProgramStory.ofLab("9.9", ProgramStoryTest::copy)
                        .arguments("${kafka.bootstrap}", "${in}", "${out}")
                        .topic("in", 2)
                        .topic("out", 1)
                        .told(
                                s -> {
                                    s.moment("one partition")
                                            .stamped(Day.at("10:00"))
                                            .send("in", 0, "a", "1")
                                            .start()
                                            .until("out", 2);
                                    seen.add(s.watermark());
                                    s.moment("the other one")
                                            .stamped(Day.at("09:00"))
                                            .send("in", 1, "a", "2")
                                            .until("out", 3);
                                    seen.add(s.watermark());
                                });
        tell(story);

        assertThat(seen).containsExactly(Optional.empty(), Optional.of(Day.at("08:59:59.999")));
    }

    private static void copy(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(Duration.ofMinutes(10).toMillis());
        KafkaSource<String> source =
                KafkaSource.<String>builder()
                        .setBootstrapServers(arguments[0])
                        .setTopics(arguments[1])
                        .setGroupId("copy")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setValueOnlyDeserializer(new SimpleStringSchema())
                        .build();
        String to = arguments[2];
        env.fromSource(source, WatermarkStrategy.forMonotonousTimestamps(), "in")
                .rebalance()
                .sinkTo(
                        KafkaSink.<String>builder()
                                .setBootstrapServers(arguments[0])
                                .setRecordSerializer(
                                        (value, context, timestamp) ->
                                                new ProducerRecord<>(
                                                        to, value.getBytes(StandardCharsets.UTF_8)))
                                .build());
        env.execute();
    }

    @Test
    void a_patient_story_hears_of_what_a_client_tells_late() {
        assertThatThrownBy(
                        () ->
                                tell(
                                        story(ProgramStoryTest::readWhereNobodyListens)
                                                .patience(Duration.ofSeconds(10))))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("Timed out waiting for a node assignment")
                .hasMessageEndingWith(
                        "More: docs/errors/timed-out-waiting-for-a-node-assignment.md");
    }

    private static void readWhereNobodyListens(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        KafkaSource<String> source =
                KafkaSource.<String>builder()
                        .setBootstrapServers("localhost:909")
                        .setTopics("any")
                        .setGroupId("any")
                        .setProperty("request.timeout.ms", "3000")
                        .setProperty("default.api.timeout.ms", "3000")
                        .setValueOnlyDeserializer(new SimpleStringSchema())
                        .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "any")
                .sinkTo(new DiscardingSink<>());
        env.execute();
    }

    private static ProgramStory told(ProgramStory.Program program) throws Exception {
        return tell(story(program));
    }

    private static ProgramStory story(ProgramStory.Program program) {
        return ProgramStory.ofLab("9.9", program)
                .topic("shop.order", 1)
                .arguments("--from", "${shop.order}")
                .told(s -> s.moment("job starts").start().untilEnd());
    }

    private static ProgramStory tell(ProgramStory story) throws Exception {
        story.tellOnce(ProgramStoryTest.class);
        return story;
    }
}
