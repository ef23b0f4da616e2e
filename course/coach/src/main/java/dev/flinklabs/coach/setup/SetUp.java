package dev.flinklabs.coach.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * First use, and every use after the course itself has changed: compiles {@code course/}, downloads
 * what it and the phases need, and writes down their class paths in {@code .lab/setup/}, where the
 * coach's jar lies too. The {@code lab} script runs this file from its source, since nothing is
 * compiled yet; so it uses the JDK alone and is one file.
 *
 * <p>{@code .lab/setup/stamp} says that all is there. It is written last; its time is the beginning
 * of the set-up that made it.
 */
public final class SetUp {

    private static final int DONE = 0;
    private static final int COURSE_BROKEN = 3;
    private static final int MACHINE_LACKS = 4;

    private static final long NEEDED_BYTES = 1_000_000_000L;
    private static final String DOWNLOADS =
            "course/coach/src/main/resources/dev/flinklabs/coach/setup/downloads.properties";

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream screen;
    private final boolean terminal;
    private final List<String> wanted;
    private final Path directory;
    private final Path stamp;

    /**
     * @param root the course, absolute
     * @param environment of Maven
     * @param screen hears what goes on, in sentences
     * @param terminal whether a line on the screen can be overwritten
     * @param wanted phases to set up, by the names of their directories, beside those that are set
     *     up already; when there are none of either, the first phase of the course
     */
    public SetUp(
            Path root,
            Map<String, String> environment,
            PrintStream screen,
            boolean terminal,
            List<String> wanted) {
        this.wanted = wanted;
        this.root = root;
        this.environment = environment;
        this.screen = screen;
        this.terminal = terminal;
        this.directory = root.resolve(".lab").resolve("setup");
        this.stamp = directory.resolve("stamp");
    }

    /**
     * Exits with 0 when all is there, 3 when the course itself does not compile, 4 when this
     * machine lacks something; says so in a sentence on the standard error.
     *
     * @param arguments the course, absolute; then {@code terminal} if the standard error is one,
     *     and {@code plain} if not
     */
    public static void main(String[] arguments) {
        PrintStream screen = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean terminal = arguments.length > 1 && arguments[1].equals("terminal");
        System.exit(
                new SetUp(Path.of(arguments[0]), System.getenv(), screen, terminal, List.of())
                        .run());
    }

    /** Returns the exit code. */
    public int run() {
        try {
            checkDisk();
            Path lock = directory.resolve("lock");
            try (FileChannel channel =
                    FileChannel.open(
                            lock,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                if (takeTurn(channel)) {
                    setUp();
                }
            }
            return DONE;
        } catch (Trouble e) {
            screen.println(e.getMessage());
            return e.exitCode;
        } catch (IOException e) {
            screen.println(Diagnosis.ofDisk(e).getMessage());
            return MACHINE_LACKS;
        }
    }

    private void checkDisk() throws Trouble, IOException {
        List<Path> written =
                new ArrayList<>(List.of(root.resolve(".lab"), directory, root.resolve("target")));
        for (Path module : Stream.concat(phases(), directories(root.resolve("course"))).toList()) {
            written.add(module.resolve("target"));
        }
        for (Path each : written) {
            if (Files.exists(each) && !Files.isDirectory(each)) {
                throw lacks(
                        "%s is a file, and a directory is needed there. Move it away, then run"
                                + " ./lab again.",
                        each);
            }
            Path existing =
                    Stream.iterate(each, Path::getParent)
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow();
            if (!Files.isWritable(existing)) {
                throw lacks(
                        "%s may not be written by you, and the course keeps there what it compiles."
                                + " Give yourself the right to it (chown, chmod), then run ./lab"
                                + " again.",
                        existing);
            }
        }
        if (!Files.exists(stamp)) {
            checkSpace(root);
            checkSpace(Path.of(System.getProperty("user.home")));
        }
        Files.createDirectories(directory);
    }

    private static void checkSpace(Path place) throws Trouble, IOException {
        long free = Files.exists(place) ? Files.getFileStore(place).getUsableSpace() : NEEDED_BYTES;
        if (free < NEEDED_BYTES) {
            throw lacks(
                    "The course and its libraries need 1 GB of free disk; the disk of %s has %s MB"
                            + " left. Free some space, then run ./lab again.",
                    place, free / 1_000_000);
        }
    }

    /** Waits while another process sets up. Returns whether anything is left to do after that. */
    private boolean takeTurn(FileChannel lock) throws IOException {
        Optional<FileTime> before = stampTime();
        boolean waited = lock.tryLock() == null;
        if (waited) {
            screen.println("%s is setting up the course. Waiting for it.".formatted(holder(lock)));
            lock.lock();
        }
        lock.truncate(0);
        lock.write(
                StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
        return !waited
                || stampTime().isEmpty()
                || stampTime().equals(before)
                || !wanted.stream().map(this::classPath).allMatch(Files::exists);
    }

    private static String holder(FileChannel lock) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        lock.read(pid, 0);
        return pid.flip().hasRemaining()
                ? "Process " + StandardCharsets.US_ASCII.decode(pid)
                : "Another process";
    }

    private Optional<FileTime> stampTime() throws IOException {
        return Files.exists(stamp)
                ? Optional.of(Files.getLastModifiedTime(stamp))
                : Optional.empty();
    }

    private void setUp() throws Trouble, IOException {
        long begun = System.nanoTime();
        screen.println(
                !Files.exists(stamp)
                        ? "Setting up the course."
                        : wanted.isEmpty()
                                ? "The set-up of the course is out of date: doing it again."
                                : "Setting up %s.".formatted(String.join(", ", wanted)));
        FileTime now = FileTime.from(Instant.now());
        Files.deleteIfExists(stamp);

        double megabytes = build();

        for (String module : modules()) {
            if (!Files.isRegularFile(classPath(module))) {
                throw new Trouble(
                        COURSE_BROKEN,
                        "Maven ended well, but did not write %s.".formatted(classPath(module)));
            }
        }
        new Coach(root, directory).pack();
        Path next = Files.createTempFile(directory, "stamp", "");
        Files.setLastModifiedTime(next, now);
        Files.move(next, stamp, StandardCopyOption.ATOMIC_MOVE);
        screen.println(
                "Set up in %s s, %s."
                        .formatted(
                                Math.round((System.nanoTime() - begun) / 1e9),
                                megabytes == 0
                                        ? "nothing had to be downloaded"
                                        : Math.round(Math.ceil(megabytes)) + " MB downloaded"));
    }

    /** Returns how much was downloaded, in MB. */
    private double build() throws Trouble, IOException {
        Maven maven = new Maven(root, directory, environment, modules(), screen);
        Runtime.getRuntime().addShutdownHook(new Thread(maven::interrupt, "end-maven"));
        boolean installed = maven.isInstalled();
        if (installed) {
            List<String> failure = maven.run(true, line -> {});
            if (failure.isEmpty()) {
                return 0;
            }
            if (!Diagnosis.wantsToDownload(failure)) {
                throw Diagnosis.of(failure, root);
            }
        }
        Properties downloads = new Properties();
        try (BufferedReader file = Files.newBufferedReader(root.resolve(DOWNLOADS))) {
            downloads.load(file);
        }
        int libraries = 0;
        for (String module : modules()) {
            if (wanted.isEmpty() || !Files.exists(classPath(module))) {
                libraries += Integer.parseInt(downloads.getProperty(module, "0"));
            }
        }
        int itself = installed ? 0 : Integer.parseInt(downloads.getProperty("maven"));
        screen.println(
                ("This downloads up to %s MB into %s: Flink, Kafka and what builds them. What is"
                                + " there already is not downloaded again.")
                        .formatted(libraries + itself, maven.home()));
        Meter meter = new Meter(screen, terminal, itself, libraries + itself);
        List<String> failure = maven.run(false, meter::read);
        meter.erase();
        if (!failure.isEmpty()) {
            throw Diagnosis.of(failure, root);
        }
        return meter.megabytes();
    }

    /** What Maven is to set up: the coach, and of the phases only those that somebody has used. */
    private List<String> modules() throws IOException {
        List<String> all = phases().map(phase -> phase.getFileName().toString()).toList();
        List<String> used =
                all.stream()
                        .filter(phase -> wanted.contains(phase) || Files.exists(classPath(phase)))
                        .toList();
        Stream<String> phases = used.isEmpty() ? all.stream().limit(1) : used.stream();
        return Stream.concat(phases, Stream.of("course/coach")).toList();
    }

    private Path classPath(String module) {
        return directory.resolve(Path.of(module).getFileName() + ".classpath");
    }

    private Stream<Path> phases() throws IOException {
        return directories(root).filter(each -> each.getFileName().toString().startsWith("phase-"));
    }

    /** Those that are Maven modules, sorted. */
    private static Stream<Path> directories(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries
                    .filter(each -> Files.isRegularFile(each.resolve("pom.xml")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Trouble lacks(String sentence, Object... values) {
        return new Trouble(MACHINE_LACKS, sentence.formatted(values));
    }

    /** Why there is no set-up, in a sentence for the user. */
    static final class Trouble extends Exception {

        private static final long serialVersionUID = 1;

        private final int exitCode;

        Trouble(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }
    }

    /** The coach, as a jar and with an archive of its classes, from which it starts faster. */
    static final class Coach {

        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private final Path classes;
        private final Path directory;
        private final Path root;

        Coach(Path root, Path directory) {
            this.root = root;
            this.classes = root.resolve(Path.of("course", "coach", "target", "classes"));
            this.directory = directory;
        }

        /** Replaces both files in one step each: a coach that runs keeps those that it has. */
        void pack() throws Trouble, IOException {
            if (!Files.isDirectory(classes)) {
                throw new Trouble(
                        COURSE_BROKEN, "Maven ended well, but did not compile the coach.");
            }
            Path jar = directory.resolve("coach.jar");
            Path archive = directory.resolve("coach.jsa");
            Files.deleteIfExists(archive);
            Path next = directory.resolve("coach.jar.new");
            try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(next));
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String name = classes.relativize(file).toString().replace('\\', '/');
                    output.putNextEntry(new JarEntry(name));
                    Files.copy(file, output);
                }
            }
            Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
            archive(jar, archive);
        }

        /** Without an archive all works as well, only slower: whatever hinders it is no trouble. */
        private void archive(Path jar, Path archive) throws IOException {
            Path next = directory.resolve("coach.jsa.new");
            Files.deleteIfExists(next);
            String libraries = Files.readString(directory.resolve("coach.classpath")).strip();
            Process rehearsal =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-XX:ArchiveClassesAtExit=" + next,
                                    "-Xlog:disable",
                                    "-cp",
                                    jar + ":" + libraries,
                                    "dev.flinklabs.coach.Rehearsal",
                                    root.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("rehearsal.log").toFile())
                            .start();
            try {
                if (rehearsal.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        && rehearsal.exitValue() == 0
                        && Files.exists(next)) {
                    Files.move(next, archive, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            } finally {
                rehearsal.destroyForcibly();
                Files.deleteIfExists(next);
            }
        }
    }

    /** The course's Maven, by its wrapper. */
    static final class Maven {

        private static final Pattern DISTRIBUTION =
                Pattern.compile("distributionUrl\\s*=\\s*(\\S+)");
        private static final Duration GOOD_MANNERS = Duration.ofSeconds(2);

        private final Path root;
        private final Path directory;
        private final Map<String, String> environment;
        private final List<String> modules;
        private final PrintStream screen;
        private Process process;
        private boolean interrupted;

        Maven(
                Path root,
                Path directory,
                Map<String, String> environment,
                List<String> modules,
                PrintStream screen) {
            this.root = root;
            this.directory = directory;
            this.environment = environment;
            this.modules = modules;
            this.screen = screen;
        }

        /** Where Maven and its libraries are kept. */
        Path home() {
            String own = environment.get("MAVEN_USER_HOME");
            return own == null || own.isEmpty()
                    ? Path.of(
                            environment.getOrDefault("HOME", System.getProperty("user.home")),
                            ".m2")
                    : Path.of(own);
        }

        /**
         * Whether the wrapper has been here: it names Maven's directory after a hash of where it
         * came from.
         */
        boolean isInstalled() throws IOException {
            Matcher matcher =
                    DISTRIBUTION.matcher(
                            Files.readString(
                                    root.resolve(".mvn/wrapper/maven-wrapper.properties")));
            if (!matcher.find()) {
                return false;
            }
            String url = matcher.group(1);
            String mirror = environment.getOrDefault("MVNW_REPOURL", "");
            if (!mirror.isEmpty()) {
                url = mirror + url.substring(url.indexOf("/org/apache/maven/"));
            }
            String name = url.substring(url.lastIndexOf('/') + 1).replace("-bin.zip", "");
            return Files.isDirectory(
                    home().resolve(
                                    Path.of(
                                            "wrapper",
                                            "dists",
                                            name,
                                            Integer.toHexString(url.hashCode()))));
        }

        /** Returns what Maven printed if it failed; nothing if all went well. */
        List<String> run(boolean offline, Consumer<String> listener) throws IOException {
            List<String> command =
                    new ArrayList<>(
                            List.of("sh", root.resolve("mvnw").toString(), "-B", "-Psetup"));
            if (offline) {
                command.add("-o");
            }
            command.addAll(
                    List.of(
                            "-Dstyle.color=never",
                            "-pl",
                            String.join(",", modules),
                            "-am",
                            "process-classes"));
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment());
            List<String> printed = new ArrayList<>();
            Process running = start(builder);
            try (BufferedReader output = running.inputReader(StandardCharsets.UTF_8);
                    Writer log = Files.newBufferedWriter(directory.resolve("maven.log"))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    log.write(line + "\n");
                    log.flush();
                    printed.add(line);
                    listener.accept(line);
                }
                return running.waitFor() == 0 ? List.of() : printed;
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            } finally {
                end(running);
            }
        }

        private synchronized Process start(ProcessBuilder builder) throws IOException {
            stopIfInterrupted();
            process = builder.start();
            return process;
        }

        private synchronized void end(Process running) {
            running.destroy();
            process = null;
            stopIfInterrupted();
        }

        /** What an interrupted Maven says is no failure to tell. This process ends meanwhile. */
        private void stopIfInterrupted() {
            while (interrupted) {
                LockSupport.park();
            }
        }

        /**
         * Ctrl-C: ends Maven and what it started, politely first, so that the wrapper removes what
         * it has half downloaded.
         */
        void interrupt() {
            Process running;
            synchronized (this) {
                interrupted = true;
                running = process;
            }
            if (running == null) {
                return;
            }
            List<ProcessHandle> tree =
                    Stream.concat(running.descendants(), Stream.of(running.toHandle())).toList();
            tree.forEach(ProcessHandle::destroy);
            for (ProcessHandle each : tree) {
                try {
                    each.onExit().get(GOOD_MANNERS.toMillis(), TimeUnit.MILLISECONDS);
                } catch (ExecutionException | InterruptedException | TimeoutException e) {
                    each.destroyForcibly();
                }
            }
            screen.println(
                    "\n"
                            + "Set-up was interrupted. The next ./lab begins it again; what was"
                            + " downloaded is kept.");
        }

        private Map<String, String> environment() throws IOException {
            Map<String, String> own = new HashMap<>(environment);
            own.put("JAVA_HOME", System.getProperty("java.home"));
            boolean unzips =
                    Stream.of(environment.getOrDefault("PATH", "").split(":"))
                            .anyMatch(place -> Files.isExecutable(Path.of(place, "unzip")));
            if (!unzips) {
                own.put("PATH", unzip().getParent() + ":" + environment.getOrDefault("PATH", ""));
            }
            return own;
        }

        /** Stands in for the unzip command, which the wrapper needs and bare machines lack. */
        private Path unzip() throws IOException {
            Path unzip = directory.resolve("bin").resolve("unzip");
            Files.createDirectories(unzip.getParent());
            Files.writeString(
                    unzip,
                    """
                    #!/bin/sh
                    # unzip -q ARCHIVE -d DIRECTORY
                    cd "$4" && "$JAVA_HOME/bin/jar" xf "$2" && chmod +x */bin/mvn
                    """);
            if (!unzip.toFile().setExecutable(true)) {
                throw new AccessDeniedException(unzip.toString());
            }
            return unzip;
        }
    }

    /**
     * Shows how much has been downloaded: in one line that changes, or in a line for every tenth.
     */
    static final class Meter {

        private static final Pattern DOWNLOADED =
                Pattern.compile(
                        "Downloaded from \\S+: \\S*?([^/\\s]+) \\(([0-9.]+) (B|kB|MB|GB)\\b.*");
        private static final Map<String, Double> UNITS =
                Map.of("B", 1e-6, "kB", 1e-3, "MB", 1.0, "GB", 1e3);

        private final PrintStream screen;
        private final boolean terminal;
        private final double total;
        private double megabytes;
        private long tenths;

        /**
         * @param already what is downloaded before Maven says its first word: Maven itself
         * @param total about how much there is to download
         */
        Meter(PrintStream screen, boolean terminal, double already, double total) {
            this.screen = screen;
            this.terminal = terminal;
            this.total = total;
            this.megabytes = already;
            show(already > 0 ? "Maven" : "");
        }

        double megabytes() {
            return megabytes;
        }

        /** Takes a line of Maven's output. */
        void read(String line) {
            Matcher matcher = DOWNLOADED.matcher(line);
            if (matcher.find()) {
                megabytes += Double.parseDouble(matcher.group(2)) * UNITS.get(matcher.group(3));
                show(matcher.group(1));
            }
        }

        void erase() {
            if (terminal) {
                screen.print("\r\033[K");
                screen.flush();
            }
        }

        private void show(String what) {
            String sum =
                    "%s of %s MB"
                            .formatted(
                                    Math.round(megabytes), Math.round(Math.max(total, megabytes)));
            if (terminal) {
                screen.print(
                        "\r\033[K  " + sum + "  " + what.substring(0, Math.min(what.length(), 50)));
                screen.flush();
            } else if ((long) (10 * megabytes / total) > tenths) {
                tenths = (long) (10 * megabytes / total);
                screen.println("  " + sum);
            }
        }
    }

    /** Reads from Maven's output why it failed. */
    static final class Diagnosis {

        private static final Pattern OFFLINE =
                Pattern.compile(
                        "in offline mode|offline and the artifact|has not been downloaded from it"
                                + " before");
        private static final Pattern COMPILER =
                Pattern.compile("\\[ERROR] (\\S.*\\.java):\\[(\\d+),\\d+] (.*)");
        private static final Pattern CHECKSUM =
                Pattern.compile(
                        "(?i)checksum validation failed|failed to validate Maven distribution"
                                + " SHA-256");
        private static final Pattern NETWORK =
                Pattern.compile(
                        "(?i)(unknown ?host[^:]*|name or service not known|nodename nor"
                                + " servname|name resolution|no address associated|connection"
                                + " refused|connection reset|connection timed out|connect timed"
                                + " out|read timed out|network is unreachable|no route to host|PKIX"
                                + " path building failed|authentication required|status(?: code)?:?"
                                + " (?:403|407|5\\d\\d)|wget: failed to fetch|curl: failed to fetch)");
        private static final Pattern HOST = Pattern.compile("https?://([^/\\s:]+)");

        private Diagnosis() {}

        static boolean wantsToDownload(List<String> printed) {
            return printed.stream().anyMatch(line -> OFFLINE.matcher(line).find());
        }

        static Trouble ofDisk(IOException e) {
            return isFull(String.valueOf(e.getMessage()))
                    ? lacks("The disk is full. Free some space, then run ./lab again.")
                    : lacks("Set-up cannot go on: %s.", e);
        }

        static Trouble of(List<String> printed, Path root) {
            if (printed.stream().anyMatch(Diagnosis::isFull)) {
                return lacks("The disk is full. Free some space, then run ./lab again.");
            }
            for (String line : printed) {
                Matcher matcher = COMPILER.matcher(line);
                if (matcher.matches()) {
                    return doesNotCompile(matcher, root);
                }
            }
            for (String line : printed) {
                if (CHECKSUM.matcher(line).find()) {
                    return lacks(
                            "A download arrived damaged, or was changed on its way: its checksum is"
                                    + " wrong. Run ./lab again; if that does not help, ask who runs the"
                                    + " proxy between you and the internet. Maven says: %s",
                            withoutLevel(line));
                }
            }
            for (String line : printed) {
                Matcher matcher = NETWORK.matcher(line);
                if (matcher.find()) {
                    return noNetwork(line, matcher.group(1));
                }
            }
            String first =
                    printed.stream()
                            .filter(line -> line.startsWith("[ERROR]"))
                            .findFirst()
                            .or(() -> printed.stream().filter(line -> !line.isBlank()).findFirst())
                            .map(Diagnosis::withoutLevel)
                            .orElse("nothing");
            return lacks(
                    "The course cannot be set up. Maven says: %s%nAll that it says is in"
                            + " .lab/setup/maven.log.",
                    first);
        }

        private static Trouble doesNotCompile(Matcher error, Path root) {
            Path file = Path.of(error.group(1));
            return new Trouble(
                    COURSE_BROKEN,
                    ("The course itself does not compile: %s:%s: %s%nIf you have changed something"
                                    + " in course/, git status shows what; if not, this is a defect of the"
                                    + " course.")
                            .formatted(
                                    file.startsWith(root) ? root.relativize(file) : file,
                                    error.group(2),
                                    error.group(3)));
        }

        private static Trouble noNetwork(String line, String cause) {
            Matcher url = HOST.matcher(line);
            return lacks(
                    "What the course needs cannot be downloaded%s (%s). Connect to the internet,"
                            + " then run ./lab again; what was downloaded so far is kept.%nBehind a"
                            + " proxy, name it in ~/.m2/settings.xml"
                            + " (https://maven.apache.org/guides/mini/guide-proxies.html) and, for"
                            + " Maven itself, in the environment variable https_proxy; where only a"
                            + " mirror is allowed, in settings.xml and in MVNW_REPOURL.",
                    url.find() ? " from " + url.group(1) : "", cause);
        }

        private static boolean isFull(String line) {
            String text = line.toLowerCase(Locale.ROOT);
            return text.contains("no space left on device") || text.contains("quota exceeded");
        }

        private static String withoutLevel(String line) {
            return line.replaceFirst("^\\[\\w+]\\s*", "");
        }
    }
}
