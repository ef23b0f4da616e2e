package dev.flinklabs.coach.runner;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of a lab's tests: one after the other, in the order of their classes' names. */
final class TestRun implements TestExecutionListener {

    /** What lies on the class path besides Jupiter has no say in a verdict. */
    private static final LauncherConfig JUPITER_ALONE =
            LauncherConfig.builder()
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .build();

    private final String labId;
    private final StudentCode code;
    private final Consumer<Report> reports;
    private final Map<UniqueId, TestVerdict> verdicts = new LinkedHashMap<>();
    private final Map<UniqueId, Long> begun = new HashMap<>();
    private TestPlan plan;
    private String broken = "";

    /**
     * @param reports hears of every test when it begins and when it ends
     */
    TestRun(String labId, StudentCode code, Consumer<Report> reports) {
        this.labId = labId;
        this.code = code;
        this.reports = reports;
    }

    /** Runs those of these classes' tests that carry the lab's id as a tag. */
    void run(List<Class<?>> classes) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(classes.stream().map(each -> selectClass(each)).toList())
                        .filters(
                                EngineFilter.includeEngines("junit-jupiter"),
                                TagFilter.includeTags(labId))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .build();
        LauncherFactory.create(JUPITER_ALONE).execute(request, this);
        if (verdicts.isEmpty() && broken.isEmpty()) {
            broken =
                    "No test of lab %s was found in src/test/java: its test classes carry @Tag(\"%s\")"
                            .formatted(labId, labId);
        }
    }

    List<TestVerdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    /** Why the lab could not be judged; empty when it could. */
    String broken() {
        return broken;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    @Override
    public void executionStarted(TestIdentifier id) {
        if (id.isTest()) {
            begun.put(id.getUniqueIdObject(), System.nanoTime());
            reports.accept(new Report.Started(test(id), display(id)));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier id, String reason) {
        end(id, skipped(reason));
    }

    @Override
    public void executionFinished(TestIdentifier id, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (id.isTest()) {
                    ended(id, new Failure(Outcome.PASSED, "", "", ""));
                }
            }
            case ABORTED ->
                    end(id, skipped(result.getThrowable().map(Throwable::getMessage).orElse("")));
            case FAILED ->
                    end(
                            id,
                            result.getThrowable()
                                    .map(thrown -> Failure.of(thrown, labId, code))
                                    .orElseGet(
                                            () ->
                                                    new Failure(
                                                            Outcome.FAILED,
                                                            "failed without a word",
                                                            "",
                                                            "")));
        }
    }

    /**
     * What befalls a class befalls all its tests, also those that had passed before its clean-up
     * failed.
     */
    private void end(TestIdentifier id, Failure failure) {
        List<TestIdentifier> leaves = leaves(id).toList();
        if (leaves.isEmpty()) {
            broken = failure.message();
        }
        for (TestIdentifier leaf : leaves) {
            TestVerdict before = verdicts.get(leaf.getUniqueIdObject());
            if (before == null) {
                ended(leaf, failure);
            } else if (before.outcome() == Outcome.PASSED) {
                verdicts.put(leaf.getUniqueIdObject(), verdict(leaf, failure, before.time()));
            }
        }
    }

    private void ended(TestIdentifier id, Failure failure) {
        long now = System.nanoTime();
        Duration time = Duration.ofNanos(now - begun.getOrDefault(id.getUniqueIdObject(), now));
        TestVerdict verdict = verdict(id, failure, time);
        verdicts.put(id.getUniqueIdObject(), verdict);
        reports.accept(new Report.Ended(verdict));
    }

    private TestVerdict verdict(TestIdentifier id, Failure failure, Duration time) {
        return new TestVerdict(
                test(id),
                display(id),
                failure.outcome(),
                failure.message(),
                failure.where(),
                failure.trace(),
                time);
    }

    private static Failure skipped(String reason) {
        String message = "A skipped test does not count as passed. It says: " + reason;
        return new Failure(Outcome.FAILED, message, "", "");
    }

    /** A parameterised method whose invocations are not known yet counts as one test. */
    private Stream<TestIdentifier> leaves(TestIdentifier id) {
        if (id.isTest()) {
            return Stream.of(id);
        }
        List<TestIdentifier> children = List.copyOf(plan.getChildren(id));
        if (children.isEmpty()) {
            return id.getSource().filter(MethodSource.class::isInstance).stream().map(source -> id);
        }
        return children.stream().flatMap(this::leaves);
    }

    private String test(TestIdentifier id) {
        return method(id)
                .map(method -> simpleName(method.getClassName()) + "." + method.getMethodName())
                .orElseGet(id::getDisplayName);
    }

    private String display(TestIdentifier id) {
        String invocation = isInvocation(id) ? " " + id.getDisplayName() : "";
        return method(id)
                .map(method -> method.getMethodName() + invocation)
                .orElseGet(id::getDisplayName);
    }

    private boolean isInvocation(TestIdentifier id) {
        return plan.getParent(id).flatMap(this::method).isPresent();
    }

    private Optional<MethodSource> method(TestIdentifier id) {
        Optional<TestSource> source = id.getSource();
        if (source.isPresent() && source.get() instanceof MethodSource method) {
            return Optional.of(method);
        }
        return plan.getParent(id).flatMap(this::method);
    }

    private static String simpleName(String className) {
        return className.substring(
                Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
