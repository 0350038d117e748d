package io.slipway.api;

import io.slipway.api.AppAnswers.AppAnswer;
import io.slipway.api.AppAnswers.DeploymentAnswer;
import io.slipway.api.AppAnswers.ReleaseAnswer;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.kernel.PlatformException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an app was and what happened to it: releases, deployments, events. */
@RestController
@Tag(name = "Releases")
class ReleaseController {

    private static final int LARGEST_EVENTS = 200;

    /** One line of the app's timeline. */
    record EventAnswer(Instant at, String actor, String action, String text) {}

    private final AppService apps;

    ReleaseController(AppService apps) {
        this.apps = apps;
    }

    @Operation(summary = "List releases, newest first")
    @GetMapping(ApiPaths.APP + "/releases")
    List<ReleaseAnswer> releases(AppPath path) {
        return apps.releases(apps.get(path).id()).stream()
                .map(ReleaseAnswer::of)
                .toList();
    }

    @Operation(summary = "Make a new release equal to an old one and deploy it")
    @PostMapping(ApiPaths.APP + "/releases/{number}/actions/roll-back")
    AppAnswer rollBack(AppPath path, @PathVariable int number) {
        return AppAnswer.of(apps.rollBack(apps.get(path).id(), number));
    }

    @Operation(summary = "List deployments, newest first")
    @GetMapping(ApiPaths.APP + "/deployments")
    List<DeploymentAnswer> deployments(AppPath path) {
        return apps.deployments(apps.get(path).id()).stream()
                .map(DeploymentAnswer::of)
                .toList();
    }

    @Operation(summary = "List what happened, newest first; limit is 1 to 200")
    @GetMapping(ApiPaths.APP + "/events")
    List<EventAnswer> events(AppPath path, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LARGEST_EVENTS) {
            throw new PlatformException.Invalid(
                    "invalid-range", "limit", "limit must lie between 1 and " + LARGEST_EVENTS + ".");
        }
        return apps.events(apps.get(path).id(), limit).stream()
                .map(event -> new EventAnswer(event.at(), event.actor(), event.action(), event.text()))
                .toList();
    }
}
