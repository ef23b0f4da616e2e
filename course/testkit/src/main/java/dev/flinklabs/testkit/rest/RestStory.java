package dev.flinklabs.testkit.rest;

import dev.flinklabs.testkit.LabDirectory;
import dev.flinklabs.testkit.process.JobJar;
import dev.flinklabs.testkit.process.LabProcesses;
import dev.flinklabs.testkit.process.RestClient;
import dev.flinklabs.testkit.process.RestFailure;
import dev.flinklabs.testkit.process.StandaloneCluster;
import dev.flinklabs.testkit.process.SubmittedJobs;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A story about a program that talks to Flink over its REST API. The cluster of processes answers,
 * through a {@link HttpProxy} that can lose what goes to and fro.
 *
 * <p>Register it as a static extension. What the program has started and uploaded is gone after the
 * last test.
 */
public final class RestStory implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private HttpProxy proxy;
    private StandaloneCluster cluster;
    private final LabDirectory directory = new LabDirectory("jars");
    private Set<String> jarsBefore = Set.of();
    private Set<String> jobsBefore = Set.of();
    private String token = "";
    private int packed;

    /** Where the program finds Flink. */
    public HttpProxy proxy() {
        return proxy;
    }

    /** Flink itself, to see what became of it all. */
    public RestClient flink() {
        return cluster.rest();
    }

    /**
     * A job as it is handed over: a jar.
     *
     * @param name of the file
     */
    public Path jar(Class<?> main, String name) {
        Path jar = directory.path().resolve(String.valueOf(++packed)).resolve(name);
        try {
            Files.createDirectories(jar.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JobJar.pack(main, jar, List.of());
        return jar;
    }

    /** The jars that were uploaded since the first test began, by their ids. */
    public List<String> uploaded() {
        List<String> ids = new ArrayList<>(flink().jars());
        ids.removeAll(jarsBefore);
        return ids;
    }

    /** A text that no other test has, nor an earlier run of this one. */
    public String token() {
        return token;
    }

    /** The jobs that were started in this test, by their ids; those that have ended among them. */
    public List<String> jobs() {
        return flink().jobsBeside(jobsBefore);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = LabProcesses.withConnector();
        proxy = HttpProxy.before(flink().address());
        directory.make();
        jarsBefore = new HashSet<>(flink().jars());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        removeAll();
        jobsBefore = new HashSet<>(flink().jobs());
        token = UUID.randomUUID().toString();
        proxy.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (proxy != null) {
            removeAll();
            proxy.close();
        }
        directory.close();
    }

    private void removeAll() {
        SubmittedJobs left = new SubmittedJobs(cluster);
        jobs().forEach(left::add);
        left.cancel();
        for (String jar : uploaded()) {
            try {
                flink().deleteJar(jar);
            } catch (RestFailure e) {
                // It is gone already.
            }
        }
    }
}
