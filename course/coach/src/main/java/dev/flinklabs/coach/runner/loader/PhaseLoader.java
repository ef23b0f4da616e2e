package dev.flinklabs.coach.runner.loader;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runner's system class loader ({@code -Djava.system.class.loader}). It owns a phase's class
 * path and the coach for the life of the JVM, and asks the workspace of the moment first.
 *
 * <p>Flink takes the system class loader for user code. Were it the JDK's own, tasks would not find
 * the classes under test; were it a loader of one run, Flink itself would have to be loaded anew
 * each time.
 */
public final class PhaseLoader extends URLClassLoader {

    /** The system property that names the file in which the phase's class path stands. */
    public static final String CLASS_PATH_FILE = "lab.runner.classpath";

    private static final String COACH = "dev.flinklabs.coach.";
    private static final String LOADERS = PhaseLoader.class.getPackageName() + ".";

    static {
        registerAsParallelCapable();
    }

    private volatile WorkspaceLoader workspace;

    /**
     * Called by the JVM alone. The parent has nothing but the coach's classes, of which it may
     * define only the loaders.
     */
    public PhaseLoader(ClassLoader parent) {
        super("phase", urls(), parent);
    }

    /**
     * The phase's class path, as its file gives it: paths separated by the platform's path
     * separator.
     */
    public static String classPath() {
        String file = System.getProperty(CLASS_PATH_FILE);
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the phase's class path: " + file, e);
        }
    }

    /**
     * Puts a workspace in front of the phase's class path, in the place of the one before; null for
     * none.
     */
    public void use(WorkspaceLoader workspace) {
        this.workspace = workspace;
    }

    /**
     * Those of these classes that the JVM has bound to this loader for good: it would give them
     * out, stale, in later runs too.
     */
    public List<String> pinned(Collection<String> classNames) {
        return classNames.stream().filter(name -> findLoadedClass(name) != null).toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        WorkspaceLoader current = workspace;
        Class<?> own = current == null ? null : current.own(name);
        if (own != null) {
            return own;
        }
        if (name.startsWith(COACH) && !name.startsWith(LOADERS)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        WorkspaceLoader current = workspace;
        URL own = current == null ? null : current.ownResources(name).findFirst().orElse(null);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>();
        WorkspaceLoader current = workspace;
        if (current != null) {
            current.ownResources(name).forEach(found::add);
        }
        found.addAll(Collections.list(super.getResources(name)));
        return Collections.enumeration(found);
    }

    private static URL[] urls() {
        Stream<String> phase = Stream.of(classPath().split(File.pathSeparator));
        Stream<String> coach =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
        return Stream.concat(phase, coach)
                .filter(path -> !path.isEmpty())
                .distinct()
                .map(PhaseLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
