package dev.flinklabs.testkit.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program in Python that is asked for things while it runs: a JSON object a line on its standard
 * input, answered by one on its standard output. It must end when its standard input does. What it
 * says on its standard error is its log.
 */
public final class PythonProgram extends ChildProcess {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Settings of the user's, which would let other packages in. */
    private static final List<String> FOREIGN = List.of("PYTHON", "VIRTUAL_ENV", "AIRFLOW");

    private static final String HERE = "localhost,127.0.0.1,::1";

    private final BufferedWriter requests;
    private final BufferedReader answers;

    private PythonProgram(String name, Process process, ProcessLog log) {
        super(name, process, log);
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param name what failures call it
     * @param environment where the Python lies, {@code bin/python} in it
     * @param variables of the process's environment, beside those of this JVM
     * @param directory where it works and its log lies; made if it is not there
     * @param arguments the program's file first
     */
    public static PythonProgram start(
            String name,
            Path environment,
            Map<String, String> variables,
            Path directory,
            List<String> arguments) {
        Path log = directory.resolve("log");
        ProcessBuilder builder =
                builder(environment, variables, directory, arguments).redirectError(log.toFile());
        return new PythonProgram(name, begin(name, builder), new ProcessLog(log));
    }

    /**
     * Starts a program that is asked nothing: all that it says is its log.
     *
     * @param name what failures call it
     * @param environment where the Python lies, {@code bin/python} in it
     * @param variables of the process's environment, beside those of this JVM
     * @param directory where it works and its log lies; made if it is not there
     * @param arguments the program's file first, or {@code -m} and its module
     */
    public static ChildProcess startScript(
            String name,
            Path environment,
            Map<String, String> variables,
            Path directory,
            List<String> arguments) {
        Path log = directory.resolve("log");
        ProcessBuilder builder =
                builder(environment, variables, directory, arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        return new ChildProcess(name, begin(name, builder), new ProcessLog(log));
    }

    private static ProcessBuilder builder(
            Path environment,
            Map<String, String> variables,
            Path directory,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(environment.resolve("bin").resolve("python").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> all = builder.environment();
        all.keySet().removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
        all.put("PATH", environment.resolve("bin") + ":" + all.getOrDefault("PATH", ""));
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("LC_ALL", "C.UTF-8");
        all.put("PYTHONUTF8", "1");
        all.put("PYTHONNOUSERSITE", "1");
        // Nothing is left in a student's folder.
        all.put("PYTHONDONTWRITEBYTECODE", "1");
        all.put("NO_PROXY", HERE);
        all.put("no_proxy", HERE);
        all.putAll(variables);
        return builder;
    }

    private static Process begin(String name, ProcessBuilder builder) {
        try {
            Files.createDirectories(builder.directory().toPath());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The process %s cannot be started.".formatted(name), e);
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws ProcessFailure when there is none in time, or the process ends before; it is killed
     *     then
     */
    public JsonNode ask(Map<String, ?> request, Duration patience) {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exchange(request));
        try {
            String line = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw failure("%s has ended.".formatted(name()));
            }
            return JSON.readTree(line);
        } catch (TimeoutException e) {
            throw failure("%s did not answer in %s s.".formatted(name(), patience.toSeconds()));
        } catch (ExecutionException | IOException e) {
            throw failure("%s has ended.".formatted(name()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("Interrupted while %s was asked.".formatted(name()));
        }
    }

    private String exchange(Map<String, ?> request) {
        try {
            requests.write(JSON.writeValueAsString(request));
            requests.newLine();
            requests.flush();
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessFailure failure(String what) {
        kill();
        return new ProcessFailure(what, this, List.of(this));
    }
}
