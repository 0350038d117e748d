package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.ReleaseId;
import io.slipway.kernel.Secret;
import io.slipway.kernel.SpaceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What should run of one process, complete: the input of the reconciler and the source of every run spec. For machines.
 *
 * @param wanted number of instances; 0 while stopped or deleting; of the canary alone while one is on trial
 * @param restartToken changes when the user asks for a restart; instances with another token are replaced
 * @param deployment the running deployment, or null when none runs
 * @param routes hosts (with path) of the app's routes, for VCAP_APPLICATION
 * @param deleting whether the app's end has been ordered: once nothing of it is left, its rows go
 * @param placement which hosts may run its instances
 * @param pace how the deployment goes on
 * @param base what runs beside a canary on trial and keeps all its instances; null without one
 */
public record ProcessSpec(
        ProcessId processId,
        String type,
        AppId appId,
        String appName,
        SpaceId spaceId,
        String spaceName,
        OrganizationId organizationId,
        String organizationName,
        int wanted,
        ReleaseId releaseId,
        int releaseNumber,
        String image,
        String imageId,
        List<String> command,
        int port,
        InstanceSize size,
        HealthCheck healthCheck,
        Map<String, Secret> environment,
        String restartToken,
        @Nullable DeploymentId deployment,
        List<String> routes,
        boolean deleting,
        PlacementRules placement,
        DeploymentPace pace,
        @Nullable ProcessSpec base) {

    /** A process without anything special about its deployment. */
    public ProcessSpec(
            ProcessId processId,
            String type,
            AppId appId,
            String appName,
            SpaceId spaceId,
            String spaceName,
            OrganizationId organizationId,
            String organizationName,
            int wanted,
            ReleaseId releaseId,
            int releaseNumber,
            String image,
            String imageId,
            List<String> command,
            int port,
            InstanceSize size,
            HealthCheck healthCheck,
            Map<String, Secret> environment,
            String restartToken,
            @Nullable DeploymentId deployment,
            List<String> routes,
            boolean deleting,
            PlacementRules placement) {
        this(
                processId,
                type,
                appId,
                appName,
                spaceId,
                spaceName,
                organizationId,
                organizationName,
                wanted,
                releaseId,
                releaseNumber,
                image,
                imageId,
                command,
                port,
                size,
                healthCheck,
                environment,
                restartToken,
                deployment,
                routes,
                deleting,
                placement,
                DeploymentPace.ORDINARY,
                null);
    }

    /** What is wanted of the instances of a release: beside a canary on trial, all others are the base's. */
    public ProcessSpec governing(ReleaseId release) {
        return base == null || releaseId.equals(release) ? this : base;
    }
}
