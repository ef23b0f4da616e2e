package dev.flinklabs.coach.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.flinklabs.coach.grading.Grade;
import dev.flinklabs.coach.trouble.ExitCode;
import dev.flinklabs.coach.verdict.Outcome;
import dev.flinklabs.coach.verdict.TestVerdict;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a machine reads after a check: one JSON object, as {@code report.schema.json} next to this
 * class describes it.
 */
public final class JsonReport {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /**
     * @param solution whether the reference solutions were graded
     * @param error why the command could not go on; empty when it could
     */
    public static String of(List<Grade> grades, boolean solution, ExitCode exitCode, String error) {
        ObjectNode report = JSON.createObjectNode();
        report.put("version", 1);
        report.put("exitCode", exitCode.ordinal());
        report.put("solution", solution);
        report.put("error", error);
        ArrayNode labs = report.putArray("labs");
        grades.forEach(grade -> lab(labs.addObject(), grade));
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lab(ObjectNode lab, Grade grade) {
        lab.put("id", grade.lab().id());
        lab.put("title", grade.lab().title());
        lab.put("outcome", word(grade.verdict().outcome()));
        lab.put("passed", grade.count(Outcome.PASSED));
        lab.put("expected", grade.lab().tests());
        lab.put("seconds", seconds(grade.verdict().time()));
        lab.put("reason", grade.verdict().reason());
        lab.put("defect", grade.defect());
        ArrayNode tests = lab.putArray("tests");
        grade.verdict().tests().forEach(test -> test(tests.addObject(), test));
    }

    private static void test(ObjectNode node, TestVerdict test) {
        node.put("test", test.test());
        node.put("display", test.display());
        node.put("outcome", word(test.outcome()));
        node.put("message", test.message());
        node.put("where", test.where());
        node.put("seconds", seconds(test.time()));
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
