package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.protocol.NamedPort;
import io.slipway.protocol.RunSpec;
import org.junit.jupiter.api.Test;

class AppEnvironmentTest {

    private static final String ADDRESS = "10.210.9.7";

    @Test
    void tellsEveryPortAtTheInstancesOwnAddress() {
        var spec =
                RunSpec.newBuilder().setPort(8080).addPorts(port("main", 8080)).addPorts(port("admin", 9090));

        assertThat(AppEnvironment.of("i", spec.build(), ADDRESS))
                .containsEntry("PORT", "8080")
                .containsEntry("CF_INSTANCE_ADDR", ADDRESS + ":8080")
                .containsEntry(
                        "CF_INSTANCE_PORTS",
                        "[{\"external\":8080,\"internal\":8080},{\"external\":9090,\"internal\":9090}]");
    }

    @Test
    void aServerOfBeforeNamesThePrimaryPortAlone() {
        var spec = RunSpec.newBuilder().setPort(8080).build();

        assertThat(AppEnvironment.of("i", spec, ADDRESS))
                .containsEntry("CF_INSTANCE_PORTS", "[{\"external\":8080,\"internal\":8080}]");
    }

    @Test
    void aWorkerHasNone() {
        assertThat(AppEnvironment.of("i", RunSpec.getDefaultInstance(), ADDRESS))
                .containsEntry("CF_INSTANCE_PORTS", "[]")
                .containsEntry("CF_INSTANCE_ADDR", "")
                .doesNotContainKey("PORT");
    }

    private static NamedPort port(String name, int number) {
        return NamedPort.newBuilder().setName(name).setNumber(number).build();
    }
}
