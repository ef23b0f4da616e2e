package dev.flinklabs.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.flinklabs.testkit",
        importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule of_the_course_the_testkit_knows_only_the_marketplace =
            classes()
                    .that(resideInAPackage("dev.flinklabs.testkit.."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackage("dev.flinklabs..")
                                    .or(
                                            resideInAnyPackage(
                                                    "dev.flinklabs.testkit..",
                                                    "dev.flinklabs.marketplace..")))
                    .because(
                            "a test of a phase stands on the testkit, and nothing stands on a phase");

    @ArchTest
    static final ArchRule packages_do_not_lean_on_each_other_in_circles =
            slices().matching("dev.flinklabs.testkit.(*)..").should().beFreeOfCycles();
}
