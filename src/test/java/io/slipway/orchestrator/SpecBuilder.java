package io.slipway.orchestrator;

import io.slipway.apps.DeploymentPace;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.ProcessSettings;
import io.slipway.apps.ProcessSpec;
import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.Ports;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.Secret;
import io.slipway.kernel.SpaceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process as a test wants it. */
final class SpecBuilder {

    private final ProcessId process = ProcessId.create();
    private final String type;
    private AppId app = AppId.create();
    private final SpaceId space = SpaceId.create();
    private final OrganizationId organization = OrganizationId.create();
    private final Map<String, Secret> environment = new HashMap<>();
    private int wanted = 1;
    private Ports ports = Ports.of(8080);
    private ReleaseId release = ReleaseId.create();
    private int releaseNumber = 1;
    private String restartToken = "first";
    private HealthCheck healthCheck = HealthCheck.DEFAULT;
    private String image = "example/web:1";
    private boolean deleting;
    private PlacementRules placement = PlacementRules.NONE;
    private @Nullable DeploymentId deployment;
    private DeploymentPace pace = DeploymentPace.ORDINARY;
    private @Nullable ProcessSpec base;

    private SpecBuilder(String type) {
        this.type = type;
    }

    static SpecBuilder web() {
        return new SpecBuilder(ProcessType.WEB);
    }

    /** Another process, which listens nowhere, of the same app. */
    static SpecBuilder worker(ProcessSpec web) {
        var worker = new SpecBuilder("worker").on(Ports.NONE).checkedBy(ProcessSettings.DEFAULT.healthCheck());
        worker.app = web.appId();
        return worker;
    }

    SpecBuilder wanting(int instances) {
        wanted = instances;
        return this;
    }

    SpecBuilder release(ReleaseId id, int number) {
        release = id;
        releaseNumber = number;
        return this;
    }

    SpecBuilder restarted(String token) {
        restartToken = token;
        return this;
    }

    SpecBuilder checkedBy(HealthCheck check) {
        healthCheck = check;
        return this;
    }

    SpecBuilder on(Ports listening) {
        ports = listening;
        return this;
    }

    SpecBuilder image(String reference) {
        image = reference;
        return this;
    }

    SpecBuilder with(String name, String value) {
        environment.put(name, new Secret(value));
        return this;
    }

    SpecBuilder deleting() {
        deleting = true;
        return wanting(0);
    }

    SpecBuilder deploying(@Nullable DeploymentId id) {
        deployment = id;
        return this;
    }

    SpecBuilder ruled(PlacementRules rules) {
        placement = rules;
        return this;
    }

    SpecBuilder going(DeploymentPace how) {
        pace = how;
        return this;
    }

    /** A canary on trial beside this. */
    SpecBuilder beside(@Nullable ProcessSpec before) {
        base = before;
        return this;
    }

    ProcessSpec build() {
        return new ProcessSpec(
                process,
                type,
                app,
                "shop",
                space,
                "default",
                organization,
                "default",
                wanted,
                release,
                releaseNumber,
                image,
                "sha256:1",
                ProcessSettings.DEFAULT
                        .withPorts(ports)
                        .withHealthCheck(healthCheck)
                        .withPlacement(placement),
                Map.copyOf(environment),
                restartToken,
                deployment,
                List.of("shop.apps.localhost"),
                deleting,
                pace,
                base);
    }
}
