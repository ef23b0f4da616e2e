package dev.flinklabs.database;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.flinklabs.database",
        importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule of_the_course_the_database_knows_only_the_testkit =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            resideOutsideOfPackage("dev.flinklabs..")
                                    .or(
                                            resideInAnyPackage(
                                                    "dev.flinklabs.database..",
                                                    "dev.flinklabs.testkit..")))
                    .because("it is brought along where a lab needs it, and by nothing else");
}
