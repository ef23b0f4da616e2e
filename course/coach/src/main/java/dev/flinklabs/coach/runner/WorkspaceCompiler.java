package dev.flinklabs.coach.runner;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles workspaces into memory. Keeps the class path's jars open from one workspace to the next.
 */
final class WorkspaceCompiler {

    static final Path MAIN = Path.of("src", "main", "java");
    static final Path TEST = Path.of("src", "test", "java");

    private static final List<String> OPTIONS =
            List.of(
                    "--release",
                    "17",
                    "-g",
                    "-parameters",
                    "-proc:none",
                    "-nowarn",
                    "-implicit:none");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);

    /**
     * What came out.
     *
     * @param classes class files by binary name; empty when there is an error
     * @param sources by binary name, the file that a class was compiled from, relative to the
     *     workspace
     * @param error the compiler's first error and how many more there are; empty when all is well
     */
    record Compilation(Map<String, byte[]> classes, Map<String, Path> sources, String error) {

        /** The names of the tests' classes, nested ones left out. */
        List<String> testClasses() {
            return classes.keySet().stream()
                    .filter(name -> sources.get(name).startsWith(TEST) && name.indexOf('$') < 0)
                    .toList();
        }
    }

    /**
     * @param classPath paths, separated by the platform's path separator
     */
    WorkspaceCompiler(String classPath) {
        try {
            files.setLocation(
                    StandardLocation.CLASS_PATH,
                    Stream.of(classPath.split(File.pathSeparator))
                            .filter(path -> !path.isEmpty())
                            .map(File::new)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Compilation compile(Path workspace) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path tree : List.of(MAIN, TEST)) {
            Path directory = workspace.resolve(tree);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> found = Files.walk(directory)) {
                    found.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        if (sources.isEmpty()) {
            return new Compilation(Map.of(), Map.of(), "");
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        InMemory output = new InMemory(files, workspace);
        boolean compiles =
                javac.getTask(
                                null,
                                output,
                                said,
                                OPTIONS,
                                null,
                                files.getJavaFileObjectsFromPaths(sources))
                        .call();
        return compiles
                ? new Compilation(output.classes(), output.sources, "")
                : new Compilation(Map.of(), Map.of(), error(workspace, said.getDiagnostics()));
    }

    /** The first error in the lab's code; only where that has none, the first one in its tests. */
    private static String error(Path workspace, List<Diagnostic<? extends JavaFileObject>> said) {
        List<Diagnostic<? extends JavaFileObject>> errors =
                said.stream().filter(each -> each.getKind() == Diagnostic.Kind.ERROR).toList();
        List<Diagnostic<? extends JavaFileObject>> own =
                errors.stream().filter(each -> !isTest(workspace, each)).toList();
        List<Diagnostic<? extends JavaFileObject>> shown = own.isEmpty() ? errors : own;
        if (shown.isEmpty()) {
            return "The compiler gave up without a word";
        }
        String first = describe(workspace, shown.get(0));
        String more =
                switch (shown.size()) {
                    case 1 -> "";
                    case 2 -> "\nand 1 more error";
                    default -> "\nand " + (shown.size() - 1) + " more errors";
                };
        return own.isEmpty() && isTest(workspace, shown.get(0))
                ? "The tests of this lab cannot be compiled against your code: " + first + more
                : first + more;
    }

    private static boolean isTest(Path workspace, Diagnostic<? extends JavaFileObject> error) {
        return error.getSource() != null && relative(workspace, error.getSource()).startsWith(TEST);
    }

    private static String describe(Path workspace, Diagnostic<? extends JavaFileObject> error) {
        String message = error.getMessage(Locale.ENGLISH).strip();
        if (message.contains("\\ufeff")) {
            message += "\nThe file begins with a byte order mark. Save it as UTF-8 without one.";
        }
        if (error.getSource() == null) {
            return message;
        }
        int end = message.indexOf('\n');
        String headline = end < 0 ? message : message.substring(0, end);
        String rest = end < 0 ? "" : message.substring(end);
        String path =
                relative(workspace, error.getSource()).toString().replace(File.separatorChar, '/');
        String line = error.getLineNumber() == Diagnostic.NOPOS ? "" : ":" + error.getLineNumber();
        return path + line + ": " + headline + excerpt(error) + rest;
    }

    /** The line of the error with a caret under its place. */
    private static String excerpt(Diagnostic<? extends JavaFileObject> error) {
        if (error.getPosition() == Diagnostic.NOPOS) {
            return "";
        }
        CharSequence text;
        try {
            text = error.getSource().getCharContent(true);
        } catch (IOException e) {
            return "";
        }
        int place = (int) Math.min(error.getPosition(), text.length());
        int begin = place;
        while (begin > 0 && !isLineEnd(text.charAt(begin - 1))) {
            begin--;
        }
        int end = place;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        String indent = text.subSequence(begin, place).toString().replaceAll("[^\t]", " ");
        return "\n" + text.subSequence(begin, end) + "\n" + indent + "^";
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }

    private static Path relative(Path workspace, FileObject source) {
        return workspace.relativize(Path.of(source.toUri()));
    }

    /** Keeps what is compiled, and remembers from which file it came. */
    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Path workspace;
        private final Map<String, ClassFile> compiled = new TreeMap<>();
        private final Map<String, Path> sources = new TreeMap<>();

        private InMemory(StandardJavaFileManager files, Path workspace) {
            super(files);
            this.workspace = workspace;
        }

        private Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            compiled.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject source) {
            ClassFile file = new ClassFile(className);
            compiled.put(className, file);
            sources.put(className, relative(workspace, source));
            return file;
        }

        /** What it stands on stays open for the next workspace. */
        @Override
        public void close() {}
    }

    private static final class ClassFile extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private ClassFile(String name) {
            super(
                    URI.create("memory:/" + name.replace('.', '/') + ".class"),
                    JavaFileObject.Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }
}
