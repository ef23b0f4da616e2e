package dev.flinklabs.testkit.process;

import dev.flinklabs.testkit.failure.NotDone;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/**
 * A student's file below {@code src/main/python}.
 *
 * @param lab the lab's id
 * @param name from there, such as {@code lab05/reports.py}
 */
public record PythonFile(String lab, String name) {

    /**
     * Where it is: Python reads what lies on the disk.
     *
     * @throws AssertionError when it is not there
     */
    public Path path(ClassLoader files) {
        URL url = files.getResource(name);
        if (url == null) {
            throw new AssertionError("There is no file src/main/python/%s.".formatted(name));
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param printed by Python, when something failed in it
     * @throws NotDone when it came upon the stub
     */
    public void demandDone(String printed) {
        if (printed.contains("Lab %s is not done yet".formatted(lab))) {
            throw new NotDone(lab, "%s raises NotImplementedError".formatted(name));
        }
    }
}
