package io.slipway;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;
import io.slipway.kernel.IdleCollection;
import io.slipway.kernel.PrivateFiles;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.Environment;

/** The server role: console, REST API, control loops, store and the agents' endpoint, in one process. */
@SpringBootApplication
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
public class ServerApplication implements AppShellConfigurator {

    /** Starts the server; {@code args} are Spring Boot's command-line properties. */
    public static void main(String[] args) {
        var application = new SpringApplication(ServerApplication.class);
        application.addInitializers(context -> keepToOneself(context.getEnvironment()));
        application.run(args);
        IdleCollection.start();
    }

    /** Before anything is written: logs, series and database lie below it, and all of them are for the owner alone. */
    private static void keepToOneself(Environment environment) {
        new PrivateFiles(Path.of(environment.getRequiredProperty("slipway.data")));
    }
}
