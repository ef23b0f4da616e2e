package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.story.BrokerStory;
import dev.flinklabs.testkit.story.ClusterStory;
import dev.flinklabs.testkit.story.LabRun;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds what can be run: stories in static fields of test classes. */
final class LabRuns {

    private LabRuns() {}

    /**
     * What the stories with a broker say that they are fed, by the id of their lab; a lab ought to
     * have one such run, and may have none.
     */
    static Map<String, List<LabRun>> in(Collection<Class<?>> testClasses) {
        Map<String, List<LabRun>> runs = new TreeMap<>();
        for (Class<?> testClass : testClasses) {
            stories(testClass, BrokerStory.class)
                    .map(story -> (BrokerStory<?>) story)
                    .forEach(
                            story -> {
                                List<LabRun> ofLab =
                                        runs.computeIfAbsent(story.lab(), id -> new ArrayList<>());
                                story.run(testClass).ifPresent(ofLab::add);
                            });
        }
        return runs;
    }

    /** What the stories with a cluster of processes start. */
    static List<ClusterTalk> clustersIn(Collection<Class<?>> testClasses) {
        return testClasses.stream()
                .flatMap(
                        testClass ->
                                stories(testClass, ClusterStory.class)
                                        .map(story -> new ClusterTalk(testClass, story)))
                .toList();
    }

    private static <S> Stream<S> stories(Class<?> testClass, Class<S> kind) {
        return Stream.of(testClass.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> kind.isAssignableFrom(field.getType()))
                .map(field -> kind.cast(story(field)));
    }

    private static Object story(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
