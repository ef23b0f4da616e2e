package dev.flinklabs.orchestration.lab09;

import dev.flinklabs.kubernetes.FlinkDeploymentSchema;
import dev.flinklabs.kubernetes.OperatorValidator;
import dev.flinklabs.testkit.failure.Finding;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

@Tag("4.9")
class SalesDeploymentTest {

    private static final int PARALLELISM = 4;
    private static final int BUDGET_MB = 6144;
    private static final int DEFECTS_SHOWN = 4;
    private static final String JOB_MANAGER = "spec.jobManager.resource.memory";
    private static final String TASK_MANAGER = "spec.taskManager.resource.memory";
    private static final String STORE = "s3://shop-flink/";

    private SalesDeployment deployment;

    @BeforeEach
    void read() {
        deployment = SalesDeployment.read();
    }

    @Test
    void the_api_server_takes_every_field() {
        List<String> defects = FlinkDeploymentSchema.get().defects(deployment.document());
        Finding finding = new Finding();
        defects.stream().limit(DEFECTS_SHOWN).forEach(defect -> finding.fact(defect + "."));
        finding.rule(1, "the API server takes the file: fields, types and words are the CRD's.")
                .question("How does the CRD's reference write that field, and what does it hold?")
                .unless(defects.isEmpty());
    }

    @Test
    void the_operator_takes_it() {
        Optional<String> refusal = OperatorValidator.get().refusal(deployment.document());
        new Finding()
                .fact("The operator says: " + refusal.orElse(""))
                .rule(2, "the operator's own validator takes the deployment.")
                .question("What does the operator need for what the file asks of it?")
                .unless(refusal.isEmpty());
    }

    @Test
    void the_cluster_is_there_for_this_one_job() {
        new Finding()
                .fact(deployment.told("spec.job"))
                .rule(3, "application mode: a cluster that runs this job, and no other.")
                .question("By what does the operator tell an application from a session?")
                .unless(deployment.at("spec.job").isPresent());
        String ofThePage = "the class and the jar in the image are those of the page.";
        is("spec.job.jarURI", "local:///opt/flink/usrlib/sales-by-product.jar", ofThePage);
        is("spec.job.entryClass", "dev.flinklabs.SalesByProductJob", ofThePage);
        String given = "name, image, version of Flink and service account stay as they are given.";
        is("metadata.name", "sales-by-product", given);
        is("spec.image", "registry.shop.example/sales-by-product:1.4.0", given);
        is("spec.flinkVersion", "v2_3", given);
        is("spec.serviceAccount", "flink", given);
        new Finding()
                .fact(deployment.told("spec.job.state"))
                .rule(3, "the job runs as soon as the file is applied.")
                .question("What does the operator do with a job in that state?")
                .unless(
                        deployment.at("spec.job.state").isEmpty()
                                || deployment.at("spec.job.state").get().equals("running"));
    }

    private void is(String path, String expected, String rule) {
        Object found = deployment.at(path).orElse(null);
        if (!expected.equals(found)) {
            throw new Finding()
                    .fact(deployment.told(path))
                    .rule(3, rule)
                    .question("Where does it stand what has to be there?")
                    .failure(expected, found);
        }
    }

    @Test
    void the_job_gets_its_parallelism_and_its_arguments() {
        new Finding()
                .fact(deployment.told("spec.job.parallelism"))
                .rule(4, "the job runs with a parallelism of 4.")
                .question("Who says the parallelism of a job that the operator starts?")
                .unless(deployment.number("spec.job.parallelism", 0) == PARALLELISM);
        List<String> expected = List.of("--kafka.bootstrap", "kafka.shop:9092");
        Object found = deployment.at("spec.job.args").orElse(null);
        if (!expected.equals(found)) {
            throw new Finding()
                    .fact(deployment.told("spec.job.args"))
                    .fact("Its main method is to get two arguments, as a shell would give them.")
                    .rule(4, "it gets the arguments of the old cluster.")
                    .question(
                            "Which texts does main get of that, when no shell divides a line at its blanks?")
                    .failure(expected, found);
        }
    }

    @Test
    void an_upgrade_goes_on_from_a_savepoint() {
        new Finding()
                .fact(deployment.told("spec.job.upgradeMode"))
                .rule(5, "an upgrade stops the job with a savepoint, and goes on from it.")
                .question("What is left of the job's state in each of the three modes?")
                .unless(
                        deployment
                                .at("spec.job.upgradeMode")
                                .filter("savepoint"::equals)
                                .isPresent());
        new Finding()
                .fact(deployment.told("spec.job.allowNonRestoredState"))
                .rule(5, "state that finds no operator stops the upgrade, and is not dropped.")
                .question("What becomes of state whose operator has got another uid?")
                .unless(
                        deployment
                                .at("spec.job.allowNonRestoredState")
                                .filter(allowed -> !allowed.equals(false))
                                .isEmpty());
        new Finding()
                .fact(deployment.told("spec.job.allowNonRestoredState"))
                .fact(deployment.told(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE))
                .rule(5, "state that finds no operator stops the upgrade, and is not dropped.")
                .question("Which of the two does Flink read, when the operator has started it?")
                .unless(
                        deployment.at("spec.job.allowNonRestoredState").isPresent()
                                || !deployment
                                        .read(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE)
                                        .orElse(false));
        isInTheStore(CheckpointingOptions.SAVEPOINT_DIRECTORY, 5, "savepoints lie");
    }

    @Test
    void checkpoints_are_taken_every_30_seconds_and_outlive_the_pods() {
        Optional<Duration> interval = deployment.read(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        new Finding()
                .fact(
                        deployment.told(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                                + interval.map(
                                                read ->
                                                        " Flink reads %s ms."
                                                                .formatted(read.toMillis()))
                                        .orElse(""))
                .rule(6, "a checkpoint every 30 seconds.")
                .question("How does Flink read that, and what does it do when nothing is there?")
                .unless(interval.filter(Duration.ofSeconds(30)::equals).isPresent());
        isInTheStore(CheckpointingOptions.CHECKPOINTS_DIRECTORY, 6, "checkpoints lie");
        new Finding()
                .fact(deployment.told(CheckpointingOptions.CHECKPOINT_STORAGE))
                .fact(deployment.told(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .rule(6, "checkpoints lie below %s.".formatted(STORE))
                .question("Which of the two settings says where a checkpoint is kept?")
                .unless(
                        deployment
                                .read(CheckpointingOptions.CHECKPOINT_STORAGE)
                                .filter(SalesDeploymentTest::isTheHeap)
                                .isEmpty());
    }

    /** Flink knows it by a word, and by the class behind it. */
    private static boolean isTheHeap(String storage) {
        return storage.equalsIgnoreCase("jobmanager")
                || storage.endsWith(".JobManagerCheckpointStorage");
    }

    @Test
    void another_job_manager_can_take_over() {
        new Finding()
                .fact(deployment.told(HighAvailabilityOptions.HA_MODE))
                .rule(7, "when the JobManager dies, another one goes on with the job.")
                .question("Where does a new JobManager read which job ran, and from where?")
                .unless(
                        deployment
                                .read(HighAvailabilityOptions.HA_MODE)
                                .filter(SalesDeploymentTest::isByKubernetes)
                                .isPresent());
        isInTheStore(HighAvailabilityOptions.HA_STORAGE_PATH, 7, "what it needs lies");
    }

    /** Flink knows it by a word, and by the class behind it. */
    private static boolean isByKubernetes(String mode) {
        return mode.equalsIgnoreCase("kubernetes")
                || mode.equals(
                        "org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory");
    }

    private void isInTheStore(ConfigOption<String> option, int rule, String what) {
        new Finding()
                .fact(deployment.told(option))
                .rule(rule, "%s below %s.".formatted(what, STORE))
                .question("Which store is that, and what becomes of it when the pod goes?")
                .unless(
                        deployment
                                .read(option)
                                .filter(directory -> directory.startsWith(STORE))
                                .isPresent());
    }

    @Test
    void no_slot_is_left_over() {
        int slots = deployment.taskManagers(PARALLELISM) * deployment.slotsEach();
        new Finding()
                .fact(deployment.told(TaskManagerOptions.NUM_TASK_SLOTS))
                .fact(
                        "TaskManagers: %s, with %s slots each: %s slots. The job needs %s."
                                .formatted(
                                        deployment.taskManagers(PARALLELISM),
                                        deployment.slotsEach(),
                                        slots,
                                        PARALLELISM))
                .rule(8, "there are as many slots as the job needs, and no more.")
                .question("How many TaskManagers are started for a parallelism of 4?")
                .unless(slots == PARALLELISM);
    }

    @Test
    void every_process_starts_in_its_pod() {
        starts(JOB_MANAGER, deployment::jobManagerMemory);
        starts(TASK_MANAGER, deployment::taskManagerMemory);
    }

    private void starts(String path, Supplier<MemorySize> memory) {
        try {
            memory.get();
        } catch (RuntimeException e) {
            throw new Finding()
                    .fact(deployment.told(path))
                    .fact("Flink cannot start with it: " + e.getMessage())
                    .rule(9, "Flink starts with the memory that a pod has.")
                    .question("What does a process of Flink need besides its heap?")
                    .failure(e);
        }
    }

    @Test
    void all_pods_together_stay_within_6_gb() {
        int jobManager = megabytes(JOB_MANAGER, deployment::jobManagerMemory);
        int taskManager = megabytes(TASK_MANAGER, deployment::taskManagerMemory);
        int jobManagers = deployment.jobManagers();
        int taskManagers = deployment.taskManagers(PARALLELISM);
        int all = jobManagers * jobManager + taskManagers * taskManager;
        new Finding()
                .fact(
                        "JobManagers: %s of %s MB. TaskManagers: %s of %s MB. Together: %s MB."
                                .formatted(jobManagers, jobManager, taskManagers, taskManager, all))
                .rule(10, "all pods together take 6 GB (6144 MB) at the most.")
                .question("What does one TaskManager take, and how many are there?")
                .unless(all <= BUDGET_MB);
    }

    private int megabytes(String path, Supplier<MemorySize> memory) {
        try {
            return memory.get().getMebiBytes();
        } catch (RuntimeException e) {
            throw new Finding()
                    .fact(deployment.told(path))
                    .fact("Flink does not start with that, so there is nothing to add up.")
                    .rule(10, "all pods together take 6 GB (6144 MB) at the most.")
                    .failure(e);
        }
    }
}
