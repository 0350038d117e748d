package io.slipway.apps;

import io.slipway.iam.TenantNames;
import io.slipway.kernel.ProcessType;
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
        var deployment = found.deployment();
        int wanted = app.shouldRun() ? found.process().instances() : 0;
        if (deployment == null) {
            return spec(found, app.currentRelease(), wanted, DeploymentPace.ORDINARY, null);
        }
        var before = deployment.returnsTo();
        var step = before.flatMap(release -> deployment.pace().presentStep());
        if (before.isPresent() && isLeftAlone(found, step.isPresent())) {
            return spec(asBefore(found), before.get(), wanted, DeploymentPace.ORDINARY, null);
        }
        if (before.isEmpty() || step.isEmpty() || wanted == 0) {
            return spec(found, app.currentRelease(), wanted, deployment.pace(), null);
        }
        var base = spec(found, before.get(), wanted, DeploymentPace.ORDINARY, null);
        return spec(found, app.currentRelease(), step.get().instancesOf(wanted), deployment.pace(), base);
    }

    /** A canary is of the web process, and whoever leaves waits until the others are new. */
    private boolean isLeftAlone(Processes.Found found, boolean trial) {
        var type = found.process().type();
        return (trial && !type.equals(ProcessType.WEB))
                || settings(found.app(), found.app().currentRelease()).of(type).isEmpty();
    }

    private static Processes.Found asBefore(Processes.Found found) {
        return new Processes.Found(found.process(), found.app(), null);
    }

    private ReleaseSettings settings(App app, ReleaseId release) {
        return releases.of(app.id(), release).content().settings();
    }

    private ProcessSpec spec(
            Processes.Found found, ReleaseId id, int wanted, DeploymentPace pace, @Nullable ProcessSpec base) {
        var app = found.app();
        var process = found.process();
        var space = names.of(app.spaceId()).path();
        var release = releases.of(app.id(), id);
        var content = release.content();
        // Of a process that this release does not have nothing is wanted.
        var settings = content.settings().of(process.type());
        return new ProcessSpec(
                process.id(),
                process.type(),
                app.id(),
                app.name(),
                app.spaceId(),
                space.space(),
                app.organizationId(),
                space.organization(),
                settings.map(each -> instances(each, wanted)).orElse(0),
                release.id(),
                release.number(),
                content.image(),
                content.imageId(),
                settings.orElse(ProcessSettings.DEFAULT),
                content.environment(),
                process.restartToken(),
                found.deployment() == null ? null : found.deployment().id(),
                routes.getObject().of(app.id()),
                app.isDeleting(),
                pace,
                base);
    }

    /** Should more be ordered of what runs once at most, by whatever way: it runs once. */
    private static int instances(ProcessSettings settings, int wanted) {
        return settings.placement().atMostOne() ? Math.min(1, wanted) : wanted;
    }
}
