package io.slipway.apps;

import io.slipway.iam.TenantNames;
import io.slipway.kernel.DeploymentId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts together what should run of a process. Runs in the caller's transaction. */
@Component
class ProcessSpecs {

    private final ReleaseContents releases;
    private final TenantNames names;
    private final ObjectProvider<AppRoutes> routes;

    ProcessSpecs(ReleaseContents releases, TenantNames names, ObjectProvider<AppRoutes> routes) {
        this.releases = releases;
        this.names = names;
        this.routes = routes;
    }

    ProcessSpec of(Processes.Found found) {
        var app = found.app();
        var process = found.process();
        var space = names.of(app.spaceId()).path();
        var release = releases.of(app.id(), app.currentRelease());
        var content = release.content();
        return new ProcessSpec(
                process.id(),
                process.type(),
                app.id(),
                app.name(),
                app.spaceId(),
                space.space(),
                app.organizationId(),
                space.organization(),
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
                found.deployment() == null ? null : new DeploymentId(found.deployment()),
                routes.getObject().of(app.id()),
                app.isDeleting(),
                content.settings().placement());
    }
}
