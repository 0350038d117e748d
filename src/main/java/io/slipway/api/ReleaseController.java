package io.slipway.api;

import io.slipway.api.AppAnswers.AppAnswer;
import io.slipway.api.AppAnswers.ReleaseAnswer;
import io.slipway.api.AppRequests.DeployRequest;
import io.slipway.api.DeploymentAnswers.DeploymentAnswer;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.ReleaseDifference;
import io.slipway.apps.ReleaseService;
import io.slipway.kernel.PlatformException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an app was and what happened to it: releases, deployments, events. */
@RestController
@Tag(name = "Releases")
class ReleaseController {

    private static final int LARGEST_EVENTS = 200;

    /** One line of the app's timeline. */
    record EventAnswer(Instant at, String actor, String action, String text) {}

    /** One difference; {@code before} is empty for what was added, {@code after} for what was removed, values are masked. */
    record DifferenceAnswer(String kind, String mark, String what, String before, String after) {
        static DifferenceAnswer of(ReleaseDifference difference) {
            return new DifferenceAnswer(
                    difference.kind().name(),
                    difference.mark().name(),
                    difference.what(),
                    difference.before(),
                    difference.after());
        }
    }

    /** What a return would do; {@code doubts} may keep it from working, {@code stays} is not brought back. */
    record ReturnAnswer(
            int current, int target, List<DifferenceAnswer> differences, List<String> doubts, List<String> stays) {}

    private final AppService apps;
    private final ReleaseService releases;

    ReleaseController(AppService apps, ReleaseService releases) {
        this.apps = apps;
        this.releases = releases;
    }

    @Operation(summary = "What differs between any two releases; values of variables are masked")
    @GetMapping(ApiPaths.APP + "/releases/{from}/differences/{to}")
    List<DifferenceAnswer> differences(AppPath path, @PathVariable int from, @PathVariable int to) {
        return releases.compare(apps.get(path).id(), from, to).stream()
                .map(DifferenceAnswer::of)
                .toList();
    }

    @Operation(
            summary = "What a return to a release would do, and what it cannot bring back; asks a host for the image")
    @GetMapping(ApiPaths.APP + "/releases/{number}/return")
    ReturnAnswer previewReturn(AppPath path, @PathVariable int number) {
        var preview = releases.previewReturn(apps.get(path).id(), number);
        return new ReturnAnswer(
                preview.current(),
                preview.target(),
                preview.differences().stream().map(DifferenceAnswer::of).toList(),
                preview.doubts(),
                preview.stays());
    }

    @Operation(summary = "List releases, newest first")
    @GetMapping(ApiPaths.APP + "/releases")
    List<ReleaseAnswer> releases(AppPath path) {
        return apps.releases(apps.get(path).id()).stream()
                .map(ReleaseAnswer::of)
                .toList();
    }

    @Operation(summary = "Make a new release equal to an old one and deploy it; the body may name a strategy")
    @PostMapping(ApiPaths.APP + "/releases/{number}/actions/roll-back")
    AppAnswer rollBack(
            AppPath path, @PathVariable int number, @RequestBody(required = false) @Nullable DeployRequest body) {
        var strategy = StrategyRequest.of(body == null ? null : body.strategy());
        return AppAnswer.of(apps.rollBack(apps.get(path).id(), number, strategy));
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
