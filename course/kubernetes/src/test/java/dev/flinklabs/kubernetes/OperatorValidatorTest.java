package dev.flinklabs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class OperatorValidatorTest {

    private final OperatorValidator operator = OperatorValidator.get();

    @Test
    void a_deployment_for_a_newer_flink_than_the_operator_knows_is_taken() {
        assertThat(operator.refusal(Deployments.good())).isEmpty();
    }

    @Test
    void what_the_operator_refuses_is_told_in_its_words() {
        assertThat(operator.refusal(Deployments.with("spec.job.parallelism", 0)))
                .contains("Job parallelism must be larger than 0");
        assertThat(operator.refusal(Deployments.with("spec.serviceAccount", null)).orElseThrow())
                .startsWith("spec.serviceAccount must be defined");
        assertThat(operator.refusal(Deployments.with("spec.taskManager", Map.of())).orElseThrow())
                .contains("`spec.taskManager.resource.memory`");
    }

    @Test
    void options_are_called_as_flink_2_calls_them() {
        Map<?, ?> checkpointsAlone =
                Deployments.with(
                        "spec.flinkConfiguration",
                        Map.of("execution.checkpointing.dir", "s3://there"));

        assertThat(operator.refusal(checkpointsAlone).orElseThrow())
                .contains("[execution.checkpointing.savepoint-dir]");
    }

    @Test
    void settings_are_understood_nested_too() {
        Map<?, ?> nested =
                Deployments.with(
                        "spec.flinkConfiguration",
                        Map.of(
                                "execution",
                                Map.of(
                                        "checkpointing",
                                        Map.of(
                                                "dir",
                                                "s3://there",
                                                "savepoint-dir",
                                                "s3://there"))));

        assertThat(operator.refusal(nested)).isEmpty();
    }

    @Test
    void what_it_cannot_read_is_a_refusal() {
        assertThat(
                        operator.refusal(Deployments.with("spec.job.upgradeMode", "SAVEPOINT"))
                                .orElseThrow())
                .contains("SAVEPOINT")
                .contains("last-state, savepoint, stateless");
    }

    @Test
    void memory_is_understood_in_flinks_words_and_in_those_of_kubernetes() {
        assertThat(operator.memory("2048m")).isEqualTo("2 gb");
        assertThat(operator.memory("2Gi")).isEqualTo("2147483648");
        assertThatThrownBy(() -> operator.memory("2 gigs"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
