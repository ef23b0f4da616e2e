package dev.flinklabs.testkit.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of a student's own tests, within a test that grades them. What listens to tests in this
 * JVM hears nothing of it.
 *
 * @param tests how many tests were run
 * @param failures those that did not pass, one that was skipped among them, and what kept others
 *     from being run at all; in the order in which they were run
 */
public record SuiteRun(int tests, List<Failure> failures) {

    private static final LauncherConfig UNHEARD =
            LauncherConfig.builder()
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .build();

    /**
     * A test that did not pass.
     *
     * @param test its name: of the method, with the number of the invocation if there are several
     * @param cause what it threw
     * @param skipped whether it was not run, or not to its end
     */
    public record Failure(String test, Throwable cause, boolean skipped) {}

    /**
     * Runs all tests of a class, one after the other on this thread.
     *
     * @param parameters what extensions read with {@code getConfigurationParameter}
     */
    public static SuiteRun of(Class<?> suite, Map<String, String> parameters) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(suite))
                        .filters(EngineFilter.includeEngines("junit-jupiter"))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .configurationParameters(parameters)
                        .build();
        Listener listener = new Listener();
        LauncherFactory.create(UNHEARD).execute(request, listener);
        return new SuiteRun(listener.tests, List.copyOf(listener.failures));
    }

    private static final class Listener implements TestExecutionListener {

        private final List<Failure> failures = new ArrayList<>();
        private int tests;

        @Override
        public void executionStarted(TestIdentifier id) {
            tests += id.isTest() ? 1 : 0;
        }

        @Override
        public void executionSkipped(TestIdentifier id, String reason) {
            failures.add(
                    new Failure(name(id), new AssertionError("It is skipped: " + reason), true));
        }

        @Override
        public void executionFinished(TestIdentifier id, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                Throwable cause =
                        result.getThrowable()
                                .orElseGet(() -> new AssertionError("It failed without a word."));
                boolean skipped = result.getStatus() == TestExecutionResult.Status.ABORTED;
                failures.add(new Failure(name(id), cause, skipped));
            }
        }

        private static String name(TestIdentifier id) {
            return id.getDisplayName().replaceFirst("\\(.*\\)$", "");
        }
    }
}
