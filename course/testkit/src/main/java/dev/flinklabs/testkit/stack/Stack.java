package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.broker.EmbeddedBroker;
import dev.flinklabs.testkit.broker.Topic;
import dev.flinklabs.testkit.cluster.Jobs;
import dev.flinklabs.testkit.cluster.LabCluster;
import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.script.Variables;
import dev.flinklabs.testkit.service.HttpService;
import dev.flinklabs.testkit.story.LabRun;

import org.apache.flink.api.common.JobID;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a lab needs to run for somebody to watch, all in this JVM: a broker of its own, on which
 * topics have the names of the page, and the cluster with its web UI.
 */
final class Stack implements AutoCloseable {

    private static final int LOOK_MILLIS = 500;

    private final EmbeddedBroker broker;
    private final URI webUi;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, HttpService> services = new LinkedHashMap<>();
    private final Map<String, LabDirectory> directories = new LinkedHashMap<>();
    private final Variables variables;
    private final Feeder feeder;
    private final Jobs jobs;
    private final ScheduledExecutorService failureWatch =
            Executors.newSingleThreadScheduledExecutor(
                    body -> {
                        Thread thread = new Thread(body, "failure-watch");
                        thread.setDaemon(true);
                        return thread;
                    });

    private Stack(LabRun run, EmbeddedBroker broker, URI webUi) {
        this.broker = broker;
        this.webUi = webUi;
        LabCluster.enter();
        jobs = new Jobs();
        Map<String, String> values = new HashMap<>();
        values.put(Variables.BOOTSTRAP, broker.bootstrapServers());
        values.put(Variables.GROUP, "lab-" + run.lab());
        run.topics()
                .forEach(
                        (name, partitions) -> {
                            topics.put(name, broker.createTopicNamed(name, partitions));
                            values.put(name, name);
                        });
        run.services()
                .forEach(
                        (name, answers) -> {
                            HttpService service = HttpService.start(answers);
                            services.put(name, service);
                            values.put(name, service.address().toString());
                        });
        for (String name : run.directories()) {
            LabDirectory directory = new LabDirectory(name);
            directories.put(name, directory);
            values.put(name, directory.make().toString());
        }
        variables = new Variables(values);
        feeder = new Feeder(broker.bootstrapServers());
    }

    /**
     * Starts broker and cluster, at the same time, and creates the lab's topics.
     *
     * @param ports for the web UI, as {@link LabCluster#serve} takes them
     */
    static Stack start(LabRun run, String ports) {
        // Not on the common pool: on small machines it has one thread, which the broker needs too.
        FutureTask<EmbeddedBroker> broker = new FutureTask<>(EmbeddedBroker::start);
        new Thread(broker, "broker-start").start();
        URI webUi = LabCluster.serve(ports);
        try {
            return new Stack(run, broker.get(), webUi);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The stack did not start.", e);
        }
    }

    URI webUi() {
        return webUi;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The lab's HTTP servers by their names. */
    Map<String, HttpService> services() {
        return services;
    }

    /** The lab's directories by their names. */
    Map<String, LabDirectory> directories() {
        return directories;
    }

    Variables variables() {
        return variables;
    }

    Feeder feeder() {
        return feeder;
    }

    /** The jobs that were started here. */
    Jobs jobs() {
        return jobs;
    }

    /** Tells each record of some of the lab's topics, from the first one on. */
    TopicWatch watch(Collection<String> names, RecordLine line, Consumer<String> lines) {
        return new TopicWatch(
                bootstrapServers(),
                names.stream().map(topics::get).toList(),
                record -> lines.accept(line.of(record)));
    }

    /** Tells each job that fails from now on. */
    void tellFailures(Consumer<String> lines) {
        Set<JobID> told = new HashSet<>();
        failureWatch.scheduleWithFixedDelay(
                () -> look(told, lines), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Set<JobID> told, Consumer<String> lines) {
        try {
            jobs.failures()
                    .forEach(
                            (job, cause) -> {
                                if (told.add(job)) {
                                    lines.accept(told(job, cause));
                                }
                            });
        } catch (IllegalStateException e) {
            // The cluster has not answered, and is asked again.
        }
    }

    private String told(JobID job, Throwable cause) {
        return "\n%s\nMore in the web UI: %s/#/job/completed/%s/exceptions\n"
                .formatted(new JobFailure("A job failed.", cause).getMessage(), webUi, job);
    }

    @Override
    public void close() {
        failureWatch.shutdownNow();
        LabCluster.leave();
        feeder.close();
        services.values().forEach(HttpService::close);
        directories.values().forEach(LabDirectory::close);
        broker.close();
    }
}
