package dev.flinklabs.kubernetes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.flinklabs.kubernetes",
        importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule it_knows_nothing_of_the_course_and_no_flink =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackages("dev.flinklabs..", "org.apache.flink..")
                                    .or(resideInAPackage("dev.flinklabs.kubernetes..")))
                    .because("the operator's Flink is another one than that of the labs");
}
