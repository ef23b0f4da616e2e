package dev.flinklabs.marketplace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

class DependenciesTest {

    private final JavaClasses main =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.flinklabs.marketplace");

    @Test
    void the_marketplace_depends_on_the_jdk_and_jackson_only() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "com.fasterxml.jackson..", "dev.flinklabs.marketplace..")
                .check(main);
    }

    @Test
    void the_events_do_not_know_the_generator() {
        noClasses()
                .that()
                .resideInAPackage("dev.flinklabs.marketplace")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..generator..")
                .check(main);
    }
}
