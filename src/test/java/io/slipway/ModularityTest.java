package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** Guards the boundaries between modules and draws them. */
class ModularityTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(ServerApplication.class);

    @Test
    void modulesUseOnlyWhatTheyAreAllowedTo() {
        MODULES.verify();
    }

    @Test
    void theDiagramInTheArchitectureDocumentIsTrue() throws Exception {
        var diagram = diagram();
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("modules.mmd"), diagram);

        assertThat(Files.readString(Path.of("docs/architecture.md")))
                .as("docs/architecture.md must hold what is in target/modules.mmd")
                .contains(diagram);
    }

    /** Who uses whom, in mermaid; the kernel is left out because everybody uses it. */
    private static String diagram() {
        var edges = new TreeSet<String>();
        for (var module : MODULES) {
            module.getDirectDependencies(MODULES, DependencyType.DEFAULT, DependencyType.USES_COMPONENT)
                    .uniqueModules()
                    .map(ModularityTest::name)
                    .filter(used -> !used.equals("kernel"))
                    .forEach(used -> edges.add("  " + name(module) + " --> " + used));
        }
        return "graph TD\n" + String.join("\n", edges) + "\n";
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
