package dev.flinklabs.coach.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Source files in memory.
 *
 * @param files what each file holds, by its path relative to the tree's root, with slashes
 */
public record SourceTree(SortedMap<String, byte[]> files) {

    /**
     * Hidden files, backups and locks: {@code .Job.java.swp}, {@code ._Job.java}, {@code
     * Job.java~}, {@code #Job.java#}, {@code Job.java___jb_tmp___}, and {@code 4913}, by which vim
     * finds out whether it may write.
     */
    private static final Pattern LEFT_BEHIND =
            Pattern.compile(
                    "(\\..*|.*~|#.*#|\\d+|.*___jb_(tmp|old|bak)___|.*\\.(swp|swx|tmp|bak))");

    public SourceTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads part of a tree on the disk.
     *
     * @param root what the paths are relative to
     * @param folder the part to read, relative to the root; a folder that is not there is empty
     * @param wanted which paths, relative to the root, to read
     */
    public static SourceTree read(Path root, String folder, Predicate<String> wanted) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (Path file : Disk.filesBelow(root.resolve(folder))) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (wanted.test(path)) {
                files.put(path, Disk.read(file));
            }
        }
        return new SourceTree(files);
    }

    /**
     * Tells the files below a folder of that name, at any depth. What editors and file systems
     * leave beside them is none of them.
     */
    public static Predicate<String> below(String folder) {
        return path -> path.contains("/" + folder + "/") && !isLeftBehind(path);
    }

    private static boolean isLeftBehind(String path) {
        return LEFT_BEHIND.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }

    /** Whether the other has the same files with the same content. */
    public boolean isSameAs(SourceTree other) {
        return files.keySet().equals(other.files.keySet())
                && files.entrySet().stream()
                        .allMatch(
                                file ->
                                        Arrays.equals(
                                                file.getValue(), other.files.get(file.getKey())));
    }

    /** This tree with the other's files laid over it. */
    public SourceTree with(SourceTree over) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.putAll(over.files);
        return new SourceTree(all);
    }

    /** This tree with one file replaced, or added. */
    public SourceTree with(String path, String text) {
        return with(
                new SourceTree(new TreeMap<>(Map.of(path, text.getBytes(StandardCharsets.UTF_8)))));
    }

    /** The file's text, or null when there is no such file. */
    public String text(String path) {
        byte[] content = files.get(path);
        return content == null ? null : new String(content, StandardCharsets.UTF_8);
    }

    public void writeTo(Path root) {
        files.forEach((path, content) -> Disk.write(root.resolve(path), content));
    }
}
