package dev.flinklabs.coach.report;

import picocli.CommandLine.Help.Ansi.Style;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the coach prints.
 *
 * @param out reports
 * @param err progress, and why a command cannot go on
 * @param terminal whether somebody watches; without, nothing is drawn that is erased later
 * @param colours whether colours are wanted
 */
public record Screen(PrintStream out, PrintStream err, boolean terminal, boolean colours) {

    /**
     * The process's own streams, in UTF-8 whatever the locale is. Colours as {@code NO_COLOR} and
     * {@code TERM} ask for.
     */
    public static Screen ofProcess() {
        boolean terminal = isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Screen(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                terminal,
                terminal && !wantsNoColour(System.getenv()));
    }

    public String green(String text) {
        return styled(text, Style.fg_green);
    }

    public String red(String text) {
        return styled(text, Style.fg_red);
    }

    public String yellow(String text) {
        return styled(text, Style.fg_yellow);
    }

    public String bold(String text) {
        return styled(text, Style.bold);
    }

    public String faint(String text) {
        return styled(text, Style.faint);
    }

    private String styled(String text, Style style) {
        return colours ? style.on() + text + Style.reset.on() : text;
    }

    /** Any value counts that is not empty: https://no-color.org. */
    static boolean wantsNoColour(Map<String, String> environment) {
        return !environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** From JDK 22 on there is a console without a terminal too, and it has to be asked. */
    private static boolean isTerminal() {
        if (System.console() == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
