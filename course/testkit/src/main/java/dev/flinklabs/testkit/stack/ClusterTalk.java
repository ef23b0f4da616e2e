package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.failure.JobFailure;
import dev.flinklabs.testkit.story.ClusterStory;

/** Starts the cluster of processes that a student has sized, and the job on it. */
final class ClusterTalk implements Talk {

    private final Class<?> test;
    private final ClusterStory story;

    /**
     * @param test the class that holds the story
     */
    ClusterTalk(Class<?> test, ClusterStory story) {
        this.test = test;
        this.story = story;
    }

    @Override
    public boolean at(Console console) throws Exception {
        try {
            story.tellOnce(test);
            console.show(
                    new Signpost()
                            .row("web UI", story.webUi().toString())
                            .row("end", "Ctrl-C")
                            .toString());
            console.show(story.picture() + "\n");
            story.jobFailure()
                    .map(cause -> new JobFailure("The job does not run.", cause).getMessage())
                    .ifPresent(console::show);
            console.lines(typed -> {});
        } finally {
            story.end();
        }
        return story.jobFailure().isEmpty();
    }
}
