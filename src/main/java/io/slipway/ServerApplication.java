package io.slipway;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;
import io.slipway.kernel.IdleCollection;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server role: console, REST API, control loops, store and the agents' endpoint, in one process. */
@SpringBootApplication
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
public class ServerApplication implements AppShellConfigurator {

    /** Starts the server; {@code args} are Spring Boot's command-line properties. */
    public static void main(String[] args) {
        SpringApplication.run(ServerApplication.class, args);
        IdleCollection.start();
    }
}
