package dev.flinklabs.testkit.failure;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says that the student has not written yet what a lab asks for: a verdict apart from
 * <em>wrong</em>. Java stubs say the same with an {@code UnsupportedOperationException} of the same
 * words.
 */
public final class NotDone extends AssertionError {

    private static final Pattern WORDS = Pattern.compile("Lab \\S+ is not done yet");

    /**
     * @param lab the lab's id
     * @param lacking what is looked for and not there, such as {@code no statement writes to
     *     product_revenue}
     */
    public NotDone(String lab, String lacking) {
        super("Lab %s is not done yet: %s".formatted(lab, lacking));
    }

    /** The failure itself, or the one among its causes, that says that a lab is not done. */
    public static Optional<Throwable> in(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getMessage() != null && WORDS.matcher(t.getMessage()).lookingAt()) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }
}
