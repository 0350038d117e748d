package io.slipway.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.Ports;
import io.slipway.orchestrator.Plan.Creation;
import io.slipway.protocol.NamedPort;
import io.slipway.protocol.Probe;
import io.slipway.protocol.RunSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunSpecFactoryTest {

    private final RunSpecFactory factory = new RunSpecFactory(new RunEnvironment("http://127.0.0.1:8080"));
    private final InstanceId id = InstanceId.create();

    @Test
    void letsThePlatformsVariablesWin() {
        var runSpec = make(SpecBuilder.web()
                .with("GREETING", "hello")
                .with("MEMORY_LIMIT", "1g")
                .build());

        assertThat(runSpec.getEnvironmentMap())
                .containsEntry("GREETING", "hello")
                .containsEntry("MEMORY_LIMIT", "256m")
                .containsEntry("PORT", "8080")
                .containsEntry("VCAP_SERVICES", "{}")
                .containsEntry("CF_INSTANCE_INDEX", "3")
                .containsEntry("INSTANCE_INDEX", "3")
                .containsEntry("CF_INSTANCE_GUID", id.toString())
                .containsEntry("INSTANCE_GUID", id.toString());
    }

    @Test
    void tellsTheAppWhoItIsInCloudFoundrysKeys() {
        var runSpec = make(SpecBuilder.web().build());

        var application = new JsonMapper().readTree(runSpec.getEnvironmentOrThrow("VCAP_APPLICATION"));

        assertThat(List.copyOf(application.propertyNames()))
                .containsExactly(
                        "cf_api",
                        "limits",
                        "application_name",
                        "application_uris",
                        "name",
                        "space_name",
                        "space_id",
                        "organization_id",
                        "organization_name",
                        "uris",
                        "process_id",
                        "process_type",
                        "application_id",
                        "version",
                        "application_version",
                        "host",
                        "instance_id",
                        "port",
                        "instance_index");
        assertThat(application.get("limits").get("mem").asInt()).isEqualTo(256);
        assertThat(application.get("instance_index").asInt()).isEqualTo(3);
        assertThat(application.get("uris").get(0).asString()).isEqualTo("shop.apps.localhost");
    }

    @Test
    void probesAsTheHealthCheckSays() {
        var check = new HealthCheck(HealthCheck.Type.HTTP, "/health", Duration.ofSeconds(90));
        var runSpec = make(SpecBuilder.web().checkedBy(check).build());

        assertThat(runSpec.getStartupProbe().getType()).isEqualTo(Probe.Type.HTTP);
        assertThat(runSpec.getStartupProbe().getPath()).isEqualTo("/health");
        assertThat(runSpec.getStartupProbe().getDeadlineMillis()).isEqualTo(90_000);
        assertThat(runSpec.getReadinessProbe().getFailureThreshold()).isEqualTo(2);
        assertThat(runSpec.hasLivenessProbe()).isFalse();
        assertThat(runSpec.getStopGraceMillis()).isEqualTo(10_000);
    }

    @Test
    void tellsEveryPortAndTheProcess() {
        var ports = Ports.parse("main=8080, admin=9090", "ports");

        var runSpec = make(SpecBuilder.web().on(ports).build());

        assertThat(runSpec.getEnvironmentMap())
                .containsEntry("PORT", "8080")
                .containsEntry("PORT_ADMIN", "9090")
                .doesNotContainKey("PORT_MAIN");
        assertThat(runSpec.getPortsList()).extracting(NamedPort::getNumber).containsExactly(8080, 9090);
        var application = new JsonMapper().readTree(runSpec.getEnvironmentOrThrow("VCAP_APPLICATION"));
        assertThat(application.get("ports").get("admin").asInt()).isEqualTo(9090);

        var worker = make(SpecBuilder.worker(SpecBuilder.web().build()).build());
        assertThat(worker.getProcessType()).isEqualTo("worker");
        assertThat(new JsonMapper()
                        .readTree(worker.getEnvironmentOrThrow("VCAP_APPLICATION"))
                        .get("process_type")
                        .asString())
                .isEqualTo("worker");
    }

    @Test
    void onlyWatchesTheProcessOfAnAppWithoutAPort() {
        var runSpec = make(SpecBuilder.web().on(Ports.NONE).build());

        assertThat(runSpec.getStartupProbe().getType()).isEqualTo(Probe.Type.PROCESS);
        assertThat(runSpec.hasReadinessProbe()).isFalse();
        assertThat(runSpec.containsEnvironment("PORT")).isFalse();
    }

    @Test
    void fetchesTheSampleFromThePlatform() {
        assertThat(make(SpecBuilder.web().image(CreateAppRequest.SAMPLE).build())
                        .getPlatformImage())
                .isTrue();
        assertThat(make(SpecBuilder.web().build()).getPlatformImage()).isFalse();
    }

    private RunSpec make(ProcessSpec spec) {
        return factory.make(spec, new Creation(3, 1, null), id);
    }
}
