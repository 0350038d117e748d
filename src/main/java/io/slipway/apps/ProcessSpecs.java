package io.slipway.apps;

import io.slipway.iam.TenantNames;
import io.slipway.kernel.ReleaseId;
import org.jspecify.annotations.Nullable;
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
        int wanted = app.shouldRun() ? found.process().instances() : 0;
        var deployment = found.deployment();
        if (deployment == null) {
            return spec(found, app.currentRelease(), wanted, DeploymentPace.ORDINARY, null);
        }
        var pace = deployment.pace();
        var step = pace.presentStep();
        var before = deployment.returnsTo();
        if (step.isEmpty() || before.isEmpty() || wanted == 0) {
            return spec(found, app.currentRelease(), wanted, pace, null);
        }
        var base = spec(found, before.get(), wanted, DeploymentPace.ORDINARY, null);
        return spec(found, app.currentRelease(), step.get().instancesOf(wanted), pace, base);
    }

    private ProcessSpec spec(
            Processes.Found found, ReleaseId id, int wanted, DeploymentPace pace, @Nullable ProcessSpec base) {
        var app = found.app();
        var process = found.process();
        var space = names.of(app.spaceId()).path();
        var release = releases.of(app.id(), id);
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
                wanted,
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
                found.deployment() == null ? null : found.deployment().id(),
                routes.getObject().of(app.id()),
                app.isDeleting(),
                content.settings().placement(),
                pace,
                base);
    }
}
