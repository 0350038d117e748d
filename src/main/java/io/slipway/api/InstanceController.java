package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The running copies of an app and those that were. */
@RestController
@Tag(name = "Instances")
class InstanceController {

    /** An instance; {@code reason} is a stable code, {@code detail} the same in words. */
    record InstanceAnswer(
            UUID id,
            String process,
            int index,
            int incarnation,
            int release,
            String desired,
            String state,
            Instant stateSince,
            Instant createdAt,
            boolean routable,
            String host,
            @Nullable Integer exitCode,
            boolean outOfMemory,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Instant notBefore,
            @Nullable String placementError,
            @Nullable String progress,
            int restarts) {

        static InstanceAnswer of(InstanceRow row) {
            return new InstanceAnswer(
                    row.id().value(),
                    row.processType(),
                    row.index(),
                    row.incarnation(),
                    row.releaseNumber(),
                    row.desired().name(),
                    row.state().name(),
                    row.stateSince(),
                    row.createdAt(),
                    row.routable(),
                    row.hostName(),
                    row.exitCode(),
                    row.outOfMemory(),
                    row.reason(),
                    row.detail(),
                    row.notBefore(),
                    row.placementError(),
                    row.progress(),
                    row.restarts());
        }
    }

    private final AppService apps;
    private final InstanceService instances;

    InstanceController(AppService apps, InstanceService instances) {
        this.apps = apps;
        this.instances = instances;
    }

    @Operation(summary = "List instances: living ones by index, then gone ones, newest first")
    @GetMapping(ApiPaths.APP + "/instances")
    List<InstanceAnswer> list(AppPath path) {
        return instances.ofApp(apps.get(path).id()).stream()
                .map(InstanceAnswer::of)
                .toList();
    }
}
