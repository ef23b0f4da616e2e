package dev.flinklabs.orchestration.lab01;

import java.nio.file.Path;
import java.util.List;

/**
 * A job that is to run.
 *
 * @param name what tells it from all others: the same name is the same submission, whoever submits
 *     it and however often
 * @param jar in which it lies
 * @param entryClass whose {@code main} method makes it
 * @param arguments of that method, in this order, each as it is
 */
public record Submission(String name, Path jar, String entryClass, List<String> arguments) {

    public Submission {
        arguments = List.copyOf(arguments);
    }
}
