package io.slipway.apps;

import io.slipway.iam.SpaceRef;
import io.slipway.iam.TenantNames;
import io.slipway.kernel.DeploymentId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts together what should run of a process. Runs in the caller's transaction. */
@Component
class ProcessSpecs {

    private final Deployments deployments;
    private final Releases releases;
    private final ReleaseCodec codec;
    private final TenantNames names;
    private final ObjectProvider<AppRoutes> routes;

    ProcessSpecs(
            Deployments deployments,
            Releases releases,
            ReleaseCodec codec,
            TenantNames names,
            ObjectProvider<AppRoutes> routes) {
        this.deployments = deployments;
        this.releases = releases;
        this.codec = codec;
        this.names = names;
        this.routes = routes;
    }

    ProcessSpec of(App app, Process process) {
        var release = releases.findByIdAndAppId(app.currentRelease().value(), app.id().value())
                .orElseThrow(() -> new IllegalStateException("App " + app.id() + " has no current release"));
        return of(app, process, release, names.of(app.spaceId()));
    }

    private ProcessSpec of(App app, Process process, Release release, SpaceRef space) {
        var content = codec.contentOf(release);
        return new ProcessSpec(
                process.id(),
                process.type(),
                app.id(),
                app.name(),
                app.spaceId(),
                space.path().space(),
                app.organizationId(),
                space.path().organization(),
                app.shouldRun() ? process.instances() : 0,
                release.id(),
                release.number(),
                content.image(),
                content.imageId(),
                content.settings().command(),
                content.settings().port(),
                content.settings().size(),
                content.settings().healthCheck(),
                content.environment(),
                process.restartToken(),
                running(app),
                routes.getObject().of(app.id()),
                app.isDeleting());
    }

    private @Nullable DeploymentId running(App app) {
        return deployments.findByAppIdAndState(app.id().value(), DeploymentView.State.RUNNING).stream()
                .findFirst()
                .map(Deployment::id)
                .orElse(null);
    }
}
