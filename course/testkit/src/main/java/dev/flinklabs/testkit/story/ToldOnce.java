package dev.flinklabs.testkit.story;

/** A story is told before the first test of a class; what went wrong then, goes wrong in each. */
public final class ToldOnce {

    /** How it is told. */
    @FunctionalInterface
    public interface Telling {
        void tell() throws Exception;
    }

    private boolean told;
    private Throwable failure;

    /** Tells the story, or throws again what went wrong when it was told. */
    public void tell(Telling telling) throws Exception {
        if (!told) {
            told = true;
            try {
                telling.tell();
            } catch (Throwable t) {
                failure = t;
            }
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
