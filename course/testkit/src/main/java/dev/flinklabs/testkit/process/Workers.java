package dev.flinklabs.testkit.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a {@code workers} file as Flink's scripts do. */
final class Workers {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

    /** Each is a JVM, and a slip of the hand should not fill a machine with them. */
    private static final int MOST = 8;

    private Workers() {}

    /**
     * The hosts, one for each TaskManager: the first word of each line, up to a {@code #}.
     *
     * @throws AssertionError when one is not this machine, or there are too many
     */
    static List<String> parse(String text) {
        List<String> hosts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String host = line.strip().split("\\s|#", 2)[0];
            if (!host.isEmpty()) {
                hosts.add(host);
            }
        }
        for (String host : hosts) {
            if (!THIS_MACHINE.contains(host)) {
                throw new AssertionError(
                        "The file workers names the host '%s'. The only machine there is, is localhost."
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
