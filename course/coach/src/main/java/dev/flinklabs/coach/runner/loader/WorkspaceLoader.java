package dev.flinklabs.coach.runner.loader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The classes of one workspace, from memory, and its resources, from disk. Lives for one run. */
public final class WorkspaceLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /**
     * Without a class loader, unlike the default. Each thread keeps the domains of those who made
     * it; one that outlives the run, such as the cluster's or a library's, would keep all classes.
     */
    private static final ProtectionDomain OF_NOBODY = new ProtectionDomain(null, null);

    private final Map<String, byte[]> classes;
    private final List<Path> resources;

    /**
     * @param classes class files by binary name
     * @param resources directories, the first one wins; those that do not exist are empty
     * @param parent all else; it asks this loader in its turn for resources
     */
    public WorkspaceLoader(Map<String, byte[]> classes, List<Path> resources, PhaseLoader parent) {
        super("workspace", parent);
        this.classes = Map.copyOf(classes);
        this.resources = List.copyOf(resources);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> own = own(name);
        return own == null ? super.loadClass(name, resolve) : own;
    }

    /** The class of this workspace with this name; null if it has none. */
    Class<?> own(String name) {
        byte[] file = classes.get(name);
        if (file == null) {
            return null;
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, file, 0, file.length, OF_NOBODY) : loaded;
        }
    }

    /**
     * The workspace's own resources with this name; its class files too, which Flink reads to clean
     * closures.
     */
    Stream<URL> ownResources(String name) {
        if (name.endsWith(".class")) {
            byte[] file =
                    classes.get(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
            return file == null ? Stream.empty() : Stream.of(inMemory(name, file));
        }
        if (name.startsWith("/")) {
            return Stream.empty();
        }
        return resources.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::exists)
                .map(WorkspaceLoader::url);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static URL inMemory(String name, byte[] file) {
        try {
            return new URL(null, "workspace:/" + name, new InMemory(file));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class InMemory extends URLStreamHandler {

        private final byte[] file;

        private InMemory(byte[] file) {
            this.file = file;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() throws IOException {
                    return new ByteArrayInputStream(file);
                }
            };
        }
    }
}
