package dev.flinklabs.coach;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom. */
@AnalyzeClasses(packages = "dev.flinklabs.coach", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_coach_knows_no_streams_and_no_phase =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache..")
                    .orShould()
                    .dependOnClassesThat(
                            resideInAPackage("dev.flinklabs..")
                                    .and(not(resideInAPackage("dev.flinklabs.coach.."))));

    /**
     * The runner lives in the JVM of the student's code, on the phase's class path: what it brings
     * along could clash there.
     */
    @ArchTest
    static final ArchRule the_runner_brings_nothing_but_junit =
            classes()
                    .that()
                    .resideInAPackage("..coach.runner..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "javax..",
                            "org.junit..",
                            "org.opentest4j..",
                            "dev.flinklabs.coach.verdict..",
                            "dev.flinklabs.coach.runner..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.flinklabs.coach.(*)..").should().beFreeOfCycles();
}
