package dev.flinklabs.coach.python;

import dev.flinklabs.coach.trouble.Trouble;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pip prints: how far it is, in one line that changes or in a line for every tenth; and, when
 * it failed, why.
 */
final class PipOutput {

    private static final String ERASE_LINE = "\r\033[K";
    private static final Pattern PACKAGE = Pattern.compile("Collecting ([\\w.-]+).*");
    private static final Pattern INSTALLING = Pattern.compile("Installing collected packages.*");
    private static final Pattern NETWORK =
            Pattern.compile(
                    "(?i).*(failed to establish a new connection|name resolution|name or service not"
                            + " known|nodename nor servname|connection refused|connection"
                            + " reset|network is unreachable|no route to host|read timed"
                            + " out|connect timeout|proxyerror|cannot connect to"
                            + " proxy|sslerror|certificate verify failed|status code"
                            + " (?:403|407|5\\d\\d)|(?:403|407|5\\d\\d) (?:client|server) error).*");
    private static final Pattern NOT_FOUND =
            Pattern.compile("ERROR: No matching distribution found for ([\\w.-]+==\\S+).*");

    private final PythonEnvironment environment;
    private final PrintStream screen;
    private final boolean terminal;
    private final int packages;
    private final List<String> printed = new ArrayList<>();
    private int seen;
    private int tenths;

    PipOutput(PythonEnvironment environment, PrintStream screen, boolean terminal) {
        this.environment = environment;
        this.screen = screen;
        this.terminal = terminal;
        this.packages = environment.packages();
    }

    void read(String line) {
        printed.add(line);
        Matcher begun = PACKAGE.matcher(line.strip());
        if (begun.matches()) {
            seen++;
            show("%d of %d packages".formatted(seen, packages), begun.group(1));
        } else if (INSTALLING.matcher(line).matches()) {
            tenths = 0;
            show("%d packages are there".formatted(packages), "now installing them");
        }
    }

    void erase() {
        if (terminal) {
            screen.print(ERASE_LINE);
            screen.flush();
        }
    }

    private void show(String sum, String what) {
        if (terminal) {
            screen.print(ERASE_LINE + "  " + sum + "  " + what);
            screen.flush();
        } else if (seen * 10 / packages > tenths) {
            tenths = seen * 10 / packages;
            screen.println("  " + sum);
        }
    }

    /** Why it failed. */
    Trouble failure(String again) {
        for (String line : printed) {
            String said = line.toLowerCase(Locale.ROOT);
            if (said.contains("no space left on device") || said.contains("quota exceeded")) {
                return Trouble.machine(
                        "The disk is full. %s takes %d MB. Free some space, then run %s again."
                                .formatted(environment.title(), environment.disk(), again));
            }
            if (said.contains("do not match the hashes")) {
                return Trouble.machine(
                        "A package arrived damaged, or was changed on its way: its hash is not the one in %s. Run %s again; if that does not help, ask who runs the mirror or proxy between you and the internet."
                                .formatted(environment.lock().getFileName(), again));
            }
            Matcher network = NETWORK.matcher(line);
            if (network.matches()) {
                return Trouble.machine(
                        "The packages of %s cannot be downloaded (%s). Connect to the internet, then run %s again.%nBehind a proxy or with a mirror of your own, tell pip: python3 -m pip config --help. All that pip says is in %s.log."
                                .formatted(
                                        environment.title(),
                                        network.group(1),
                                        again,
                                        environment.directory()));
            }
        }
        for (String line : printed) {
            Matcher missing = NOT_FOUND.matcher(line);
            if (missing.matches()) {
                return Trouble.machine(
                        "There is no %s for this machine (%s, %s): whoever publishes it builds none. Labs that need %s cannot run here; all others can."
                                .formatted(
                                        missing.group(1),
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch"),
                                        environment.title()));
            }
        }
        String first =
                printed.stream()
                        .filter(line -> line.startsWith("ERROR"))
                        .findFirst()
                        .orElseGet(
                                () ->
                                        printed.isEmpty()
                                                ? "nothing"
                                                : printed.get(printed.size() - 1));
        return Trouble.machine(
                "%s cannot be set up. pip says: %s%nAll that it says is in %s.log."
                        .formatted(environment.title(), first.strip(), environment.directory()));
    }
}
