package io.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

class StartFailureTest {

    @Test
    void namesTheConsolesPortAndTheOptionThatChangesIt() {
        var told = analyse(new PortInUseException(8080));

        assertThat(told.getDescription()).isEqualTo("Port 8080, for console and API, is taken by another program.");
        assertThat(told.getAction()).contains("--console-port", "sport = :8080");
    }

    @Test
    void namesTheAgentsPortAndTheOptionThatChangesIt() {
        var told = analyse(new IOException(
                "Failed to bind to address /127.0.0.1:7443", new BindException("Address already in use")));

        assertThat(told.getDescription()).isEqualTo("Port 7443, for agents, is taken by another program.");
        assertThat(told.getAction()).contains("--agent-port");
    }

    @Test
    void saysThatAnotherServerUsesTheDataFolder() {
        var told = analyse(new SQLException("Database may be already in use", "90020", 90020));

        assertThat(told.getDescription()).startsWith("Another server uses this data folder already");
        assertThat(told.getAction()).contains("--data");
    }

    @Test
    void leavesWhatItDoesNotKnowToOthers() {
        assertThat(new StartFailure().analyze(new IllegalStateException("strange")))
                .isNull();
    }

    private static FailureAnalysis analyse(Throwable cause) {
        var told = new StartFailure().analyze(new IllegalStateException("A bean could not be made", cause));
        assertThat(told).isNotNull();
        return told;
    }
}
