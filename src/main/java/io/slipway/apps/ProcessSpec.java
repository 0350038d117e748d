package io.slipway.apps;

import io.slipway.kernel.AppId;
import io.slipway.kernel.DeploymentId;
import io.slipway.kernel.OrganizationId;
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
 * @param settings how it runs
 * @param restartToken changes when the user asks for a restart; instances with another token are replaced
 * @param deployment the running deployment that it takes part in; null when none runs, or when it goes on as in the release before
 *     until that one has succeeded
 * @param routes hosts (with path) of the app's routes, for VCAP_APPLICATION
 * @param deleting whether the app's end has been ordered: once nothing of it is left, its rows go
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
        ProcessSettings settings,
        Map<String, Secret> environment,
        String restartToken,
        @Nullable DeploymentId deployment,
        List<String> routes,
        boolean deleting,
        DeploymentPace pace,
        @Nullable ProcessSpec base) {

    /** What is wanted of the instances of a release: beside a canary on trial, all others are the base's. */
    public ProcessSpec governing(ReleaseId release) {
        return base == null || releaseId.equals(release) ? this : base;
    }
}
