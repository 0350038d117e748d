package io.slipway.api;

import io.slipway.api.DeploymentAnswers.DeploymentAnswer;
import io.slipway.api.DeploymentAnswers.PresentAnswer;
import io.slipway.api.DeploymentAnswers.ReleaseTrafficAnswer;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.apps.DeploymentService;
import io.slipway.apps.DeploymentView;
import io.slipway.instances.InstanceRow;
import io.slipway.instances.InstanceService;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.metrics.MetricService;
import io.slipway.metrics.ReleaseFigures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The newest deployment of an app: how it fares, and promote, pause, resume and abort. */
@RestController
@Tag(name = "Releases")
class DeploymentController {

    private static final String PRESENT = ApiPaths.APP + "/deployments/present";
    private static final int ALL = 100;

    /** The step that has passed in the caller's eyes, from 0: who promotes twice by mistake is told. */
    record PromoteRequest(@Nullable Integer step) {}

    private final AppService apps;
    private final DeploymentService deployments;
    private final InstanceService instances;
    private final MetricService metrics;

    DeploymentController(
            AppService apps, DeploymentService deployments, InstanceService instances, MetricService metrics) {
        this.apps = apps;
        this.deployments = deployments;
        this.instances = instances;
        this.metrics = metrics;
    }

    @Operation(summary = "The newest deployment with instances, share and figures of its two releases")
    @GetMapping(PRESENT)
    PresentAnswer present(AppPath path) {
        return answer(apps.get(path));
    }

    @Operation(
            summary = "Go on to the next step of a canary, after the last for good; step names the one that has passed")
    @PostMapping(PRESENT + "/actions/promote")
    PresentAnswer promote(AppPath path, @RequestBody PromoteRequest body) {
        deployments.promote(id(path), Fields.required(body.step(), "step"));
        return present(path);
    }

    @Operation(
            summary = "Pause, resume or abort the deployment that runs; abort makes the release before current again")
    @PostMapping(PRESENT + "/actions/{action:pause|resume|abort}")
    PresentAnswer act(AppPath path, @PathVariable String action) {
        switch (action) {
            case "pause" -> deployments.pause(id(path));
            case "resume" -> deployments.resume(id(path));
            case "abort" -> deployments.abort(id(path));
            default -> throw new PlatformException.NotFound("There is no action " + action + ".");
        }
        return present(path);
    }

    private AppId id(AppPath path) {
        return apps.get(path).id();
    }

    private PresentAnswer answer(AppView app) {
        var deployment = app.deployment();
        if (deployment == null) {
            throw new PlatformException.NotFound(app.path().app() + " was never deployed.");
        }
        var rows = instances.ofApp(app.id());
        boolean hasBefore =
                deployment.previousNumber() != 0 && deployment.previousNumber() != deployment.releaseNumber();
        return new PresentAnswer(
                DeploymentAnswer.of(deployment),
                release(app, deployment, deployment.releaseNumber(), rows),
                hasBefore ? release(app, deployment, deployment.previousNumber(), rows) : null);
    }

    private ReleaseTrafficAnswer release(AppView app, DeploymentView deployment, int release, List<InstanceRow> rows) {
        long serving = rows.stream()
                .filter(row -> row.releaseNumber() == release && row.routable())
                .count();
        if (!deployment.isTrial()) {
            return ReleaseTrafficAnswer.of(release, serving, null, ReleaseFigures.NONE);
        }
        int share = deployment.pace().share();
        var since = deployment.pace().shareSince();
        return ReleaseTrafficAnswer.of(
                release,
                serving,
                release == deployment.releaseNumber() ? share : ALL - share,
                metrics.ofRelease(app.id(), release, since == null ? deployment.startedAt() : since));
    }
}
