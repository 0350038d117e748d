package io.slipway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** Guards the boundaries between modules and draws them. */
class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of(ServerApplication.class);

    @Test
    void modulesUseOnlyWhatTheyAreAllowedTo() {
        modules.verify();
    }

    @Test
    void theModuleDiagramIsWritten() {
        new Documenter(modules, Documenter.Options.defaults().withOutputFolder("target/modules"))
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.UML));
    }
}
