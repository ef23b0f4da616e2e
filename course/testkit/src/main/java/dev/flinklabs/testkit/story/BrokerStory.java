package dev.flinklabs.testkit.story;

import dev.flinklabs.marketplace.generator.GeneratedRecord;
import dev.flinklabs.marketplace.generator.GeneratorSettings;
import dev.flinklabs.testkit.CloseAll;
import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.broker.Broker;
import dev.flinklabs.testkit.broker.OpenTransactions;
import dev.flinklabs.testkit.broker.Topic;
import dev.flinklabs.testkit.broker.TopicRecord;
import dev.flinklabs.testkit.cluster.Jobs;
import dev.flinklabs.testkit.cluster.LabCluster;
import dev.flinklabs.testkit.cluster.StartedJobs;
import dev.flinklabs.testkit.failure.ErrorPages;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.script.Variables;
import dev.flinklabs.testkit.service.HttpService;
import dev.flinklabs.testkit.timeline.Symbol;
import dev.flinklabs.testkit.timeline.Timeline;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What happens between a broker and a student's jobs: records are sent, jobs start, more is sent,
 * results come out. The story is told once for a class, before its first test; each test then reads
 * its own keys from what came out.
 *
 * <p>Topics are called by the names of the page; on the broker each has a name of its own, which
 * the student's code gets through {@code ${…}}: what {@code topic("guest.order", 2)} makes is
 * {@code ${guest.order}} to a script and to a program's arguments.
 *
 * @param <S> the kind of story
 */
public abstract class BrokerStory<S extends BrokerStory<S>> implements BeforeEachCallback {

    private record Sent(String moment, TopicRecord record) {}

    /** One way of writing records to a topic. */
    @FunctionalInterface
    private interface Sending {
        void send(Topic topic, List<TopicRecord> records, Instant timestamp);
    }

    private final String lab;
    private final Map<String, Integer> partitions = new LinkedHashMap<>();
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Consumer<HttpService>> services = new LinkedHashMap<>();
    private final Map<String, HttpService> started = new LinkedHashMap<>();
    private final Map<String, LabDirectory> directories = new LinkedHashMap<>();
    private final Map<String, List<Sent>> sent = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Output> outputs = new LinkedHashMap<>();
    private final Map<String, Output> written = new LinkedHashMap<>();
    private final Set<String> moments = new LinkedHashSet<>();
    private final ToldOnce once = new ToldOnce();
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();

    private Duration still = Duration.ZERO;
    private String printed;
    private String failureFact = "The job failed.";
    private String failureRule = "";
    private GeneratorSettings fed;
    private Function<GeneratedRecord, String> keyedBy;
    private Consumer<S> scenario;
    private Variables variables;
    private Class<?> testClass;
    private StartedJobs jobs;
    private volatile String moment;
    private volatile Instant stamp = Instant.EPOCH;
    private boolean ended;

    BrokerStory(String lab) {
        this.lab = lab;
    }

    abstract S self();

    /** Runs the student's script or program up to where its jobs are submitted. */
    abstract void launch(Class<?> test) throws Exception;

    /** Fails when what {@link #launch} began has failed beside its jobs; those still run. */
    void demandNoException() {}

    /** Ends what {@link #launch} began; jobs are cancelled already. */
    void end() {}

    /** What the student wrote. */
    abstract LabRun.Code code(Class<?> test);

    /**
     * Goes where the student's jobs are going to run; gives those that are started from then on.
     */
    StartedJobs enter() {
        LabCluster.enter();
        return new Jobs(still);
    }

    /** Begins to cancel what still runs there. */
    void cancel() {
        LabCluster.cancelJobs();
    }

    /** Waits until nothing runs there any more. */
    void leave() {
        LabCluster.leave();
    }

    /**
     * The lines that TaskManagers have printed since the story began, each as the field {@code
     * line}.
     *
     * @param ofThisJvm what this JVM has printed
     */
    List<Map<String, Object>> printed(StandardOutput ofThisJvm) {
        return ofThisJvm.lines();
    }

    /** Adds what {@code ${…}} can say in this kind of story besides addresses and topics. */
    void addVariables(Map<String, String> values) {}

    /**
     * There is a topic of this name, and {@code ${name}} is what it is called on the broker.
     *
     * @param name on the page, such as {@code guest.order}
     */
    public S topic(String name, int partitions) {
        this.partitions.put(name, partitions);
        return self();
    }

    /**
     * There is an HTTP server, and {@code ${name}} is its address, without a slash at the end.
     *
     * @param answers says what it answers, in the tests and in {@code ./lab run}
     */
    public S service(String name, Consumer<HttpService> answers) {
        services.put(name, answers);
        return self();
    }

    /**
     * There is an empty directory, and {@code ${name}} is its path. When the story has been told it
     * is gone, with all that lies in it; in {@code ./lab run}, when that ends.
     */
    public S directory(String name) {
        directories.put(name, new LabDirectory(name));
        return self();
    }

    /** The directory of this name, from the beginning of the story on. */
    public Path directoryNamed(String name) {
        return directories.get(name).path();
    }

    /**
     * There is an output besides, which somebody else reads: a table in a lake, say. It is looked
     * at where the story waits {@link #until} for it.
     *
     * @param output its name
     * @param rows gives what has come out so far, in the order in which it came
     */
    public S readsFrom(String output, Supplier<List<Map<String, Object>>> rows) {
        addOutput(output, Output.ofRows(rows));
        return self();
    }

    /** The HTTP server of this name, from the beginning of the story on, and after its end. */
    public HttpService service(String name) {
        return started.get(name);
    }

    /**
     * What TaskManagers print on their standard output is an output of this name; its rows are
     * lines, in the column {@code line}.
     */
    public S printsTo(String output) {
        printed = output;
        return self();
    }

    /**
     * What {@code ./lab run} feeds the lab: records of the generator, as many as it takes, for
     * those of the story's topics that the generator fills. They misbehave as these settings say;
     * topics have the story's partitions. A story that says this is what {@code run} starts, with
     * the same script or program and the same arguments; the tests see nothing of it.
     */
    public S fed(GeneratorSettings settings) {
        return fed(settings, GeneratedRecord::key);
    }

    /**
     * As {@link #fed(GeneratorSettings)}, with keys of the lab's own.
     *
     * @param keyedBy gives a record's key; null for none
     */
    public S fed(GeneratorSettings settings, Function<GeneratedRecord, String> keyedBy) {
        this.fed = settings;
        this.keyedBy = keyedBy;
        return self();
    }

    /**
     * A wait is not given up before nothing has moved for so long: longer than a client outside of
     * Flink takes to give up, where that is what a job fails of.
     */
    public S patience(Duration still) {
        this.still = still;
        return self();
    }

    final Duration patience() {
        return still;
    }

    /**
     * What {@code ./lab run} starts; empty when the story does not say what it is fed.
     *
     * @param test the class that holds this story
     */
    public Optional<LabRun> run(Class<?> test) {
        return Optional.ofNullable(fed)
                .map(
                        settings ->
                                new LabRun(
                                        lab,
                                        new LinkedHashMap<>(partitions),
                                        new LinkedHashMap<>(services),
                                        Set.copyOf(directories.keySet()),
                                        new Feed(settings, keyedBy, partitions),
                                        code(test)));
    }

    /**
     * What happens, step by step. A step that only waits never fails; what is missing is seen by
     * the tests.
     */
    public S told(Consumer<S> scenario) {
        this.scenario = scenario;
        return self();
    }

    /** Keeps something open until the story has been told; what was kept last is closed first. */
    public <T extends AutoCloseable> T keep(T open) {
        kept.push(open);
        return open;
    }

    /**
     * What it means when a job fails while the story is told: it is not only a failure, but breaks
     * a rule.
     *
     * @param fact what has happened, and that a job failed
     * @param number the rule's number on the page
     * @param words what it says, in short
     */
    public S failing(String fact, int number, String words) {
        failureFact = fact;
        failureRule = "Rule %s: %s".formatted(number, words);
        return self();
    }

    /** From now on it is this moment, which pictures name. Each moment comes once. */
    public S moment(String name) {
        if (!moments.add(name)) {
            throw new IllegalStateException("The moment '" + name + "' has been.");
        }
        moment = name;
        return self();
    }

    /**
     * From now on records carry this Kafka timestamp, as if they had come to the broker then; until
     * it is said, that is the beginning of 1970, so that nobody finds a record by the time of the
     * run.
     */
    public S stamped(Instant timestamp) {
        stamp = timestamp;
        return self();
    }

    /**
     * Writes a record. It lies in the topic when this returns. Any thread of the story may do so.
     */
    public S send(String topic, int partition, String key, String value) {
        return sendAll(topic, partition, key, value);
    }

    /** Writes records of one key, in this order and at once. */
    public S sendAll(String topic, int partition, String key, String... values) {
        return record(topic, Topic::send, records(partition, key, values));
    }

    /** Writes records of one key in a transaction, which is then aborted. */
    public S sendAborted(String topic, int partition, String key, String... values) {
        return record(topic, Topic::sendAborted, records(partition, key, values));
    }

    private static List<TopicRecord> records(int partition, String key, String... values) {
        return Stream.of(values).map(value -> new TopicRecord(partition, key, value)).toList();
    }

    private S record(String topic, Sending how, List<TopicRecord> records) {
        how.send(topics.get(topic), records, stamp);
        List<Sent> before = sent.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>());
        records.forEach(record -> before.add(new Sent(moment, record)));
        return self();
    }

    /**
     * Writes the same record to each partition, the first one first: the tick of a clock that moves
     * the watermark, where all partitions have to have it.
     */
    public S sendToEach(String topic, String key, String value) {
        for (int partition = 0; partition < partitions.get(topic); partition++) {
            send(topic, partition, key, value);
        }
        return self();
    }

    /** Starts what the student wrote. */
    public S start() {
        try {
            launch(testClass);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new JobFailure("The start failed.", e);
        }
        untilJobsRead();
        return self();
    }

    /**
     * Where a source begins is settled once it has asked the broker for records. Only then does a
     * record that is sent come after the start, also on a machine that is busy.
     */
    final void untilJobsRead() {
        if (!sent.isEmpty() && jobs.started()) {
            jobs.await(jobs::reading);
        }
    }

    /**
     * Waits until so many rows or records have come out there since the beginning, or no more will
     * come.
     */
    public S until(String output, int count) {
        Output there = named(output);
        jobs.await(() -> there.look(moment) >= count);
        return self();
    }

    /**
     * Waits until so many records have been written to that topic since the beginning, also in
     * transactions that are open or were aborted, or no more will be.
     */
    public S untilWritten(String topic, int count) {
        jobs.await(() -> written.get(topic).look(moment) >= count);
        return self();
    }

    /** The transactions that are open on a topic now. */
    public OpenTransactions openTransactions(String topic) {
        return topics.get(topic).openTransactions();
    }

    /** Waits until all jobs have ended by themselves, or nothing moves any more. */
    public S untilEnd() {
        ended = jobs.await(jobs::ended);
        outputs.values().forEach(output -> output.look(moment));
        return self();
    }

    /**
     * What came out there.
     *
     * @param name of a topic, of a query, or of what is printed. A topic's columns are {@code key},
     *     {@code value} and {@code partition}, a query's are its own, and printed is {@code line}.
     * @param columns to look at; all of them, if none is named
     * @throws IllegalArgumentException when the story has no such output
     */
    public OutputCheck output(String name, String... columns) {
        return check(named(name).items(), columns);
    }

    /**
     * What a reader with {@code read_uncommitted} sees in a topic: as {@link #output}, with what
     * transactions have written that are open or were aborted. Looked at when the story waited for
     * it.
     */
    public OutputCheck written(String topic, String... columns) {
        return check(written.get(topic).items(), columns);
    }

    /**
     * What came out in a topic of JSON objects, as rows: a record's columns are the fields of its
     * key, then those of its value. A tombstone has those of its key alone; of what is no object,
     * there are {@code key} and {@code value} as they are.
     *
     * @param columns to look at; all of them, if none is named
     */
    public OutputCheck rows(String topic, String... columns) {
        List<Output.Item> rows =
                named(topic).items().stream()
                        .map(item -> new Output.Item(JsonFields.of(item.fields()), item.moment()))
                        .toList();
        return check(rows, columns);
    }

    private OutputCheck check(List<Output.Item> items, String... columns) {
        OutputCheck check =
                new OutputCheck(items, List.copyOf(moments), looked -> picture(items, looked));
        return columns.length == 0 ? check : check.columns(columns);
    }

    /** Whether all jobs had ended by themselves when {@link #untilEnd()} was over. */
    public boolean endedByItself() {
        return ended;
    }

    /** When nothing came out anywhere, no rule is broken more than another: one fault is told. */
    private void complainOfSilence(Broker broker) {
        List<String> silent =
                outputs.keySet().stream().filter(name -> !sent.containsKey(name)).toList();
        boolean heard =
                silent.stream().anyMatch(name -> !named(name).items().isEmpty())
                        || written.values().stream().anyMatch(output -> !output.items().isEmpty());
        if (sent.isEmpty() || silent.isEmpty() || heard) {
            return;
        }
        Finding finding =
                new Finding()
                        .fact(
                                "Nothing came out. Looked for in: "
                                        + String.join(", ", silent)
                                        + ".");
        jobs.observations().forEach(finding::fact);
        throw finding.fact("The broker is at " + broker.bootstrapServers() + " this time.")
                .question(
                        "How far has a record come, and where does it stop?"
                                + ErrorPages.lineFor("Nothing came out"))
                .picture(picture(List.of(), List.copyOf(moments)))
                .failure("something", "nothing");
    }

    private Output named(String name) {
        Output output = outputs.get(name);
        if (output == null) {
            throw new IllegalArgumentException(
                    "The story has no topic and no query '%s'.".formatted(name));
        }
        return output;
    }

    final void addOutput(String name, Output output) {
        outputs.put(name, output);
    }

    /** The lab's id. */
    public final String lab() {
        return lab;
    }

    final StartedJobs jobs() {
        return jobs;
    }

    final Variables variables() {
        return variables;
    }

    @Override
    public final void beforeEach(ExtensionContext context) throws Exception {
        tellOnce(context.getRequiredTestClass());
    }

    /** Tells the story, or throws again what went wrong when it was told. */
    final void tellOnce(Class<?> test) throws Exception {
        once.tell(() -> tell(test));
    }

    private void tell(Class<?> test) throws Exception {
        Broker broker = Broker.shared();
        Map<String, String> values = new LinkedHashMap<>();
        values.put(Variables.BOOTSTRAP, broker.bootstrapServers());
        values.put(Variables.GROUP, "lab-" + UUID.randomUUID());
        partitions.forEach(
                (name, count) -> {
                    Topic topic = broker.createTopic(name, count);
                    topics.put(name, topic);
                    outputs.put(name, new Output(TopicReader.ofCommitted(topic)));
                    written.put(name, new Output(TopicReader.ofWritten(topic)));
                    values.put(name, topic.name());
                });
        services.forEach(
                (name, answers) -> {
                    HttpService service = HttpService.start(answers);
                    started.put(name, service);
                    values.put(name, service.address().toString());
                });
        directories.forEach((name, directory) -> values.put(name, directory.make().toString()));
        addVariables(values);
        variables = new Variables(values);
        jobs = enter();
        try (AutoCloseable traces = this::leaveNothing;
                StandardOutput standardOutput = new StandardOutput()) {
            if (printed != null) {
                outputs.put(printed, Output.ofRows(() -> printed(standardOutput)));
            }
            testClass = test;
            scenario.accept(self());
            jobs.failure()
                    .ifPresent(
                            cause -> {
                                throw new JobFailure(failureFact, cause, failureRule);
                            });
            demandNoException();
            complainOfSilence(broker);
        }
    }

    private void leaveNothing() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        open.add(this::cancel);
        open.addAll(kept);
        // A Kafka source that ends waits for the broker's answer, which takes half a second, and
        // comes at once where the topic goes.
        open.add(() -> deleteTopics(sent::containsKey));
        open.add(this::leave);
        open.add(this::end);
        open.addAll(started.values());
        open.addAll(directories.values());
        open.add(() -> deleteTopics(topic -> !sent.containsKey(topic)));
        CloseAll.inOrder(open);
    }

    /** A pattern of names must find the same topics however many stories were told before. */
    private void deleteTopics(Predicate<String> which) {
        topics.forEach(
                (name, topic) -> {
                    if (which.test(name)) {
                        topic.delete();
                    }
                });
    }

    private String picture(List<Output.Item> all, List<String> looked) {
        Timeline<String> timeline = Timeline.ofMoments(looked);
        sent.forEach(
                (topic, records) ->
                        records.stream()
                                .filter(s -> looked.contains(s.moment()))
                                .forEach(
                                        s ->
                                                timeline.lane(topic + " " + s.record().partition())
                                                        .mark(
                                                                Symbol.EVENT,
                                                                s.moment(),
                                                                label(s.record()))));
        List<Output.Item> items = all.stream().filter(i -> looked.contains(i.moment())).toList();
        boolean keyless = items.stream().allMatch(Output.Item::isKeyless);
        if (items.isEmpty()) {
            timeline.lane("out").mark(Symbol.NOTHING, looked.get(looked.size() - 1), "nothing");
        }
        items.forEach(
                i ->
                        timeline.lane("out")
                                .mark(Symbol.EVENT, i.moment(), keyless ? i.value() : i.label()));
        return timeline.draw();
    }

    private static String label(TopicRecord record) {
        return record.key() == null ? "no key" : record.key();
    }
}
