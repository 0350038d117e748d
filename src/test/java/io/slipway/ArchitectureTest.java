package io.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Transactional;

/** Rules that the module boundaries cannot express. */
class ArchitectureTest {

    private static JavaClasses slipway;

    @BeforeAll
    static void importClasses() {
        slipway = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.slipway");
    }

    @Test
    void onlyTheDockerPackageKnowsTheDockerLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.slipway.agent.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .because("the engine is behind the ContainerRuntime seam")
                .check(slipway);
    }

    @Test
    void onlyTheConsoleKnowsVaadin() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.slipway.console..", "io.slipway", "io.slipway.iam")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..")
                .because("views are one front door of several")
                .check(slipway);
    }

    @Test
    void onlyThingsKnowTheDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.slipway.agent..",
                        "io.slipway.router..",
                        "io.slipway.scheduler..",
                        "io.slipway.orchestrator..",
                        "io.slipway.dispatcher..",
                        "io.slipway.api..",
                        "io.slipway.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.springframework.data.jpa..", "java.sql..")
                .because("machines and front doors go through the things' own faces")
                .check(slipway);
    }

    @Test
    void onlyTheHostsProgramsAndTheBenchStartProcesses() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.slipway.agent.HostPrograms")
                .and()
                // Starts itself as it was started.
                .doNotHaveFullyQualifiedName("io.slipway.agent.HandOver")
                .and()
                // An operator's tool that starts the peers it compares with; it takes no text from users.
                .resideOutsideOfPackage("io.slipway.bench..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .because("no user text may ever reach a process")
                .check(slipway);
    }

    @Test
    void theWallClockIsInjected() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.slipway.agent..", "io.slipway.router..", "io.slipway.bench..", "io.slipway")
                .and()
                .haveSimpleNameNotEndingWith("Benchmark")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .because("time must be a test's to move")
                .check(slipway);
    }

    @Test
    void agentAndRouterGoWithoutSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("io.slipway.agent..", "io.slipway.router..", "io.slipway.scheduler..")
                .and()
                .haveSimpleNameNotEndingWith("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("the agent starts in a second and idles small")
                .check(slipway);
    }

    @Test
    void frontDoorsOpenNoTransactions() {
        noClasses()
                .that()
                .resideInAnyPackage("io.slipway.api..", "io.slipway.console..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Transactional.class)
                .check(slipway);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage("io.slipway.api..", "io.slipway.console..")
                .should()
                .notBeAnnotatedWith(Transactional.class)
                .check(slipway);
    }

    @Test
    void noTwoBodiesOfTheApiShareAName() {
        var bodies = slipway.stream()
                .filter(type -> type.getPackageName().equals("io.slipway.api") && type.isRecord())
                .map(JavaClass::getSimpleName);
        assertThat(bodies)
                .as("the OpenAPI document names a schema by the class alone, so that one would hide the other")
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("such a name says nothing")
                .check(slipway);
        classes()
                .that()
                .areAnnotatedWith(org.springframework.stereotype.Service.class)
                .should()
                .resideOutsideOfPackages("io.slipway.kernel..", "io.slipway.scheduler..", "io.slipway.router..")
                .check(slipway);
    }
}
