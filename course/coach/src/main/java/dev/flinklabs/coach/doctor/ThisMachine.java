package dev.flinklabs.coach.doctor;

import com.sun.management.OperatingSystemMXBean;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.programs.Program;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that this process runs on. */
final class ThisMachine implements Machine {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");

    private final Path directory;

    /**
     * @param directory where programs run
     */
    ThisMachine(Path directory) {
        this.directory = directory;
    }

    @Override
    public String property(String name) {
        return System.getProperty(name, "");
    }

    @Override
    public String variable(String name) {
        return System.getenv().getOrDefault(name, "");
    }

    @Override
    public long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /** Linux alone tells: elsewhere, memory that caches would give back counts as taken. */
    @Override
    public OptionalLong availableMemory() {
        if (!Files.isReadable(MEMORY)) {
            return OptionalLong.empty();
        }
        Matcher available = AVAILABLE.matcher(Disk.readText(MEMORY));
        return available.find()
                ? OptionalLong.of(Math.min(memory(), Long.parseLong(available.group(1)) * 1024))
                : OptionalLong.empty();
    }

    @Override
    public long availableDisk(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public void listen() throws IOException {
        new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close();
    }

    @Override
    public Optional<String> output(String... command) {
        return Program.output(directory, DEADLINE, command)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }
}
