package io.sluice.app.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sluice.app.cli", importOptions = DoNotIncludeTests.class)
class CliArchitectureTest {
    @ArchTest
    static final ArchRule startsWithoutSpring =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..",
                            "jakarta..",
                            "io.sluice.engine..",
                            "io.sluice.db..")
                    .because(
                            "the client starts in a moment and speaks the API alone; put what needs"
                                    + " more into the server and ask for it");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.sluice.app.cli.(*)..").should().beFreeOfCycles();
}
