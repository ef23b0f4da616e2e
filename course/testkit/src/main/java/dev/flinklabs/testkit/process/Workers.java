package dev.flinklabs.testkit.process;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@code workers} file as Flink's scripts do. */
final class Workers {

    private static final String THIS_MACHINE = "localhost";

    /** Each is a JVM, and a slip of the hand should not fill a machine with them. */
    private static final int MOST = 8;

    private Workers() {}

    /**
     * The hosts, one for each TaskManager: a line each, up to a {@code #}.
     *
     * @throws AssertionError when one is not this machine, or there are too many
     */
    static List<String> parse(String text) {
        List<String> hosts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String host = line.split("#", 2)[0].strip();
            if (!host.isEmpty()) {
                hosts.add(host);
            }
        }
        for (String host : hosts) {
            if (!host.equals(THIS_MACHINE)) {
                throw new AssertionError(
                        "The file workers has a line '%s'. A line names one host, and the only one there is, is localhost."
                                .formatted(host));
            }
        }
        if (hosts.size() > MOST) {
            throw new AssertionError(
                    "The file workers has %s hosts. No more than %s processes are started on this machine."
                            .formatted(hosts.size(), MOST));
        }
        return hosts;
    }
}
