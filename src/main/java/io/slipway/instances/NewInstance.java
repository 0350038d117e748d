package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.SpaceId;
import io.slipway.protocol.RunSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance to be made: its run spec is frozen and complete, nothing is left to choose when it runs. */
public record NewInstance(
        InstanceId id,
        AppId appId,
        ProcessId processId,
        SpaceId spaceId,
        OrganizationId organizationId,
        int index,
        int incarnation,
        ReleaseId releaseId,
        RunSpec runSpec,
        @Nullable Instant notBefore,
        PlacementRules placement) {}
