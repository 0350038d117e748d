package io.slipway.apps;

import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.Labels;
import io.slipway.kernel.OrganizationId;
import io.slipway.kernel.ProcessId;
import io.slipway.kernel.SpaceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An app as its pages show it: what is wanted. What runs is told by {@code InstanceService}.
 *
 * @param webProcess the process that the app's routes lead to
 * @param wantedInstances of the web process while started
 * @param started whether the user wants it to run
 * @param release the release that should run
 * @param staged whether saved changes wait for an apply
 * @param deployment the newest deployment, or null when there was none
 * @param deleting whether its end has been ordered
 * @param allowed what the caller may do
 * @param labels what people say of it
 */
public record AppView(
        AppId id,
        AppPath path,
        SpaceId spaceId,
        OrganizationId organizationId,
        ProcessId webProcess,
        int wantedInstances,
        boolean started,
        ReleaseView release,
        boolean staged,
        @Nullable DeploymentView deployment,
        boolean deleting,
        Instant createdAt,
        Set<Permission> allowed,
        Labels labels) {}
