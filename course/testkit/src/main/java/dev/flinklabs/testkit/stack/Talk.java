package dev.flinklabs.testkit.stack;

/** A lab that runs, and whoever watches it. */
interface Talk {

    /**
     * Returns when nothing more will be typed.
     *
     * @return whether all is well with what the student wrote
     * @throws AssertionError when it does not come to run; says why
     * @throws UnsupportedOperationException when the lab is not done
     */
    boolean at(Console console) throws Exception;
}
