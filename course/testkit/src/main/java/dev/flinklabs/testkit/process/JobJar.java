package dev.flinklabs.testkit.process;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packs a job into a jar, as it would be built to be submitted: its main class and all classes of
 * the course that it reaches, those of the marketplace among them. They are read through the class
 * loader, because a grading JVM has compiled them in memory.
 */
public final class JobJar {

    /**
     * A class of the course, wherever it is named in a class file. The testkit is no part of a job.
     */
    private static final Pattern OF_THE_COURSE =
            Pattern.compile("dev[/.]flinklabs[/.](?!testkit[/.])[\\w/.$]+");

    private JobJar() {}

    /**
     * @param main whose {@code main} method runs the job
     * @param file is written
     * @param resources by name, as its class loader knows them
     */
    public static void pack(Class<?> main, Path file, List<String> resources) {
        ClassLoader loader = main.getClassLoader();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        Map<String, byte[]> entries = classes(main, loader);
        for (String resource : resources) {
            byte[] bytes = read(loader, resource);
            if (bytes == null) {
                throw new IllegalArgumentException("There is no resource " + resource + ".");
            }
            entries.put(resource, bytes);
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(jar);
            jar.closeEntry();
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(entry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same classes make the same bytes, whenever they are packed. */
    private static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        return entry;
    }

    private static Map<String, byte[]> classes(Class<?> main, ClassLoader loader) {
        Map<String, byte[]> classes = new TreeMap<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(main.getName().replace('.', '/')));
        Set<String> seen = new TreeSet<>(waiting);
        while (!waiting.isEmpty()) {
            String file = waiting.remove() + ".class";
            byte[] bytes = read(loader, file);
            if (bytes != null) {
                classes.put(file, bytes);
                named(bytes).stream().filter(seen::add).forEach(waiting::add);
            }
        }
        return classes;
    }

    /** Names in its constants that may be classes of the course, with slashes. */
    private static Set<String> named(byte[] classFile) {
        Set<String> names = new TreeSet<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipNBytes(8);
            int constants = in.readUnsignedShort();
            for (int i = 1; i < constants; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> {
                        Matcher name = OF_THE_COURSE.matcher(in.readUTF());
                        while (name.find()) {
                            names.add(name.group().replace('.', '/'));
                        }
                    }
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // Takes two places.
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IOException("a constant of unknown kind " + tag);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Null if there is none. */
    private static byte[] read(ClassLoader loader, String resource) {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
