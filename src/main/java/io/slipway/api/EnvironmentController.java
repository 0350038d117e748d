package io.slipway.api;

import io.slipway.api.AppAnswers.AppAnswer;
import io.slipway.api.AppAnswers.EnvironmentAnswer;
import io.slipway.api.AppRequests.DeployRequest;
import io.slipway.api.AppRequests.EnvironmentRequest;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.EnvironmentChange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The environment of an app: saved first, applied as a release. */
@RestController
@Tag(name = "Environment")
class EnvironmentController {

    private static final String ENVIRONMENT = ApiPaths.APP + "/environment";

    private final AppService apps;

    EnvironmentController(AppService apps) {
        this.apps = apps;
    }

    @Operation(summary = "Read saved and running variables")
    @GetMapping(ENVIRONMENT)
    EnvironmentAnswer read(AppPath path) {
        return EnvironmentAnswer.of(apps.environment(apps.get(path).id()));
    }

    @Operation(summary = "Save edits without running them")
    @PatchMapping(ENVIRONMENT)
    EnvironmentAnswer stage(AppPath path, @RequestBody EnvironmentRequest body) {
        long version = Fields.required(body.version(), "version");
        var change = new EnvironmentChange(
                Fields.secrets(body.set(), "set"), Fields.noneNull(body.remove(), Set.of(), "remove"));
        return EnvironmentAnswer.of(apps.stage(apps.get(path).id(), change, version));
    }

    @Operation(summary = "Make a release of what is saved and deploy it; the body may name a strategy")
    @PostMapping(ENVIRONMENT + "/actions/apply")
    AppAnswer apply(AppPath path, @RequestBody(required = false) @Nullable DeployRequest body) {
        var strategy = StrategyRequest.of(body == null ? null : body.strategy());
        return AppAnswer.of(apps.apply(apps.get(path).id(), strategy));
    }

    @Operation(summary = "Throw saved edits away")
    @PostMapping(ENVIRONMENT + "/actions/discard")
    EnvironmentAnswer discard(AppPath path) {
        return EnvironmentAnswer.of(apps.discard(apps.get(path).id()));
    }
}
