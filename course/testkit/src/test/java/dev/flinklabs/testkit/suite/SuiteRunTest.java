package dev.flinklabs.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.List;
import java.util.Map;

class SuiteRunTest {

    @Test
    void a_suite_is_run_with_what_it_is_given() {
        assertThat(SuiteRun.of(Sums.class, Map.of("two", "2")))
                .isEqualTo(new SuiteRun(2, List.of()));

        SuiteRun wrong = SuiteRun.of(Sums.class, Map.of("two", "3"));
        assertThat(wrong.tests()).isEqualTo(2);
        assertThat(wrong.failures())
                .singleElement()
                .satisfies(
                        failure -> {
                            assertThat(failure.test()).isEqualTo("one_and_one_are_two");
                            assertThat(failure.cause()).isInstanceOf(AssertionError.class);
                        });
    }

    @Test
    void a_skipped_test_has_not_passed() {
        SuiteRun run = SuiteRun.of(Skipped.class, Map.of());

        assertThat(run.tests()).isZero();
        assertThat(run.failures()).hasSize(1);
        assertThat(run.failures().get(0).cause()).hasMessageContaining("It is skipped: not today");
        assertThat(run.failures().get(0).skipped()).isTrue();
    }

    @Test
    void what_keeps_tests_from_being_run_is_a_failure() {
        SuiteRun run = SuiteRun.of(Broken.class, Map.of());

        assertThat(run.tests()).isZero();
        assertThat(run.failures()).hasSize(1);
        assertThat(run.failures().get(0).cause()).hasMessage("no harness");
    }

    @Test
    void a_class_without_tests_has_none() {
        assertThat(SuiteRun.of(String.class, Map.of())).isEqualTo(new SuiteRun(0, List.of()));
    }

    static final class Two implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == String.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getConfigurationParameter("two").orElse("nothing");
        }
    }

    @ExtendWith(Two.class)
    static final class Sums {

        private final String two;

        Sums(String two) {
            this.two = two;
        }

        @Test
        void one_and_one_are_two(TestReporter reporter) {
            reporter.publishEntry("nobody", "hears this");
            assertThat(1 + 1).hasToString(two);
        }

        @Test
        void two_is_something() {
            assertThat(two).isNotEmpty();
        }
    }

    static final class Skipped {

        @Test
        @Disabled("not today")
        void later() {}
    }

    static final class Broken {

        @BeforeAll
        static void open() {
            throw new IllegalStateException("no harness");
        }

        @Test
        void never() {}
    }
}
