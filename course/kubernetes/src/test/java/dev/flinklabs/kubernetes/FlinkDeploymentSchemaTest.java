package dev.flinklabs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class FlinkDeploymentSchemaTest {

    private final FlinkDeploymentSchema schema = FlinkDeploymentSchema.get();

    @Test
    void a_deployment_for_flink_2_3_is_accepted() {
        assertThat(schema.defects(Deployments.good())).isEmpty();
    }

    @Test
    void settings_may_be_numbers_and_nested() {
        Map<?, ?> nested = Map.of("taskmanager", Map.of("numberOfTaskSlots", 2));

        assertThat(schema.defects(Deployments.with("spec.flinkConfiguration", nested))).isEmpty();
    }

    @Test
    void a_field_that_is_unknown_is_told_with_its_path() {
        assertThat(schema.defects(Deployments.with("spec.job.paralelism", 2)))
                .containsExactly("spec.job.paralelism: there is no such field");
    }

    @Test
    void a_word_or_a_type_that_is_not_the_fields_is_told_with_what_was_found() {
        assertThat(schema.defects(Deployments.with("spec.job.upgradeMode", "SAVEPOINT")))
                .containsExactly(
                        "spec.job.upgradeMode: found \"SAVEPOINT\", and it has to be one of last-state, savepoint, stateless");
        assertThat(schema.defects(Deployments.with("spec.job.parallelism", "two")))
                .containsExactly("spec.job.parallelism: found \"two\", and it has to be: integer");
        assertThat(schema.defects(Deployments.with("spec.flinkVersion", "v2_9")).get(0))
                .startsWith("spec.flinkVersion: found \"v2_9\"")
                .endsWith("v1_20, v2_0, v2_1, v2_2, v2_3");
    }

    @Test
    void mistakes_deep_in_a_pod_are_found() {
        Object container =
                Map.of(
                        "name", "flink-main-container",
                        "env", List.of(Map.of("name", "A", "valeu", "1")),
                        "ports", List.of(Map.of("containerPort", "metrics")));
        Map<?, ?> template = Map.of("spec", Map.of("containers", List.of(container)));

        assertThat(schema.defects(Deployments.with("spec.podTemplate", template)))
                .containsExactly(
                        "spec.podTemplate.spec.containers[0].env[0].valeu: there is no such field",
                        "spec.podTemplate.spec.containers[0].ports[0].containerPort: found \"metrics\", and it has to be: integer");
    }

    @Test
    void another_kind_and_what_is_missing_are_told() {
        assertThat(schema.defects(Deployments.with("kind", "FlinkSessionJob")))
                .containsExactly(
                        "kind: found \"FlinkSessionJob\", and it has to be \"FlinkDeployment\"");
        assertThat(schema.defects(Map.of()))
                .contains("spec: is missing", "metadata: is missing", "apiVersion: is missing");
    }
}
