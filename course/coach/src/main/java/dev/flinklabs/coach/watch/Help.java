package dev.flinklabs.coach.watch;

/** What the keys do. */
final class Help {

    static final String TEXT =
            """
              Save a file of the lab, and its tests run. What you see is always the
              verdict of the text that is saved.

              h   hint    shows the hints you have seen; pressed again, the next one
              n   next    goes to the next lab, when this one is green
              l   list    shows the map of the course
              r   rerun   runs the tests again
              x   reset   puts the starter back: asks first, and saves your files
              q   quit    as Ctrl-C and Ctrl-D do

              Ctrl-L draws the screen afresh.
            """;

    private Help() {}
}
