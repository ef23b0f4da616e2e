package dev.flinklabs.testkit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class PythonFailureTest {

    private static final Path FOLDER = Path.of("/kurs/lab05");

    @Test
    void the_last_line_tells_what_and_the_students_last_line_where() {
        String trace =
                """
                WARNING: something else
                Traceback (most recent call last):
                  File "/kurs/lab05/reports.py", line 3, in <module>
                    report()
                  File "/kurs/lab05/reports.py", line 20, in report
                    raise ValueError(7)
                  File "/usr/lib/python3/enum.py", line 9, in value
                ValueError: 7
                """;

        assertThat(PythonFailure.telling(trace, FOLDER))
                .isEqualTo("ValueError: 7 (reports.py, line 20)");
    }

    @Test
    void of_what_java_threw_the_innermost_cause_tells() {
        String trace =
                """
                  File "/kurs/lab05/reports.py", line 7, in <module>
                py4j.protocol.Py4JJavaError: An error occurred while calling o8.executeSql.
                : org.apache.flink.table.api.ValidationException: Unable to create a source
                \tat a.B.c(B.java:1)
                Caused by: org.apache.flink.table.api.ValidationException: Could not find any factory
                \tat a.B.c(B.java:2)
                """;

        assertThat(PythonFailure.telling(trace, FOLDER))
                .isEqualTo("ValidationException: Could not find any factory (reports.py, line 7)");
    }

    @Test
    void a_program_that_has_printed_nothing_is_said_to_have() {
        assertThat(PythonFailure.telling("\n", FOLDER)).isEqualTo("it has printed nothing");
    }

    @Test
    void a_failure_in_nobodys_line_has_no_line() {
        assertThat(PythonFailure.telling("ImportError: no", FOLDER)).isEqualTo("ImportError: no");
    }
}
