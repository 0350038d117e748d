package io.slipway.api;

import io.slipway.api.AppAnswers.AppAnswer;
import io.slipway.api.AppRequests.CreateRequest;
import io.slipway.api.AppRequests.ImageRequest;
import io.slipway.api.AppRequests.LabelsRequest;
import io.slipway.api.AppRequests.ScaleRequest;
import io.slipway.api.AppRequests.SettingsRequest;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.CreateAppRequest;
import io.slipway.apps.HealthCheck;
import io.slipway.apps.InstanceSize;
import io.slipway.iam.SpacePath;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlacementRules;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.ProcessType;
import io.slipway.kernel.Selector;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Apps: list, create, change, delete. */
@RestController
@Tag(name = "Apps")
class AppController {

    private final AppService apps;

    AppController(AppService apps) {
        this.apps = apps;
    }

    @Operation(
            summary =
                    "List the apps of a space, or those whose labels a selector chooses: team=shop, tier in (a, b), !old")
    @GetMapping(ApiPaths.APPS)
    List<AppAnswer> list(SpacePath space, @RequestParam(defaultValue = "") String selector) {
        var chosen = Selector.parse(selector, "selector");
        return apps.list(space).stream()
                .filter(app -> chosen.matches(app.labels()))
                .map(AppAnswer::of)
                .toList();
    }

    @Operation(summary = "Create an app and, unless start is false, deploy it")
    @PostMapping(ApiPaths.APPS)
    ResponseEntity<AppAnswer> create(SpacePath space, @RequestBody CreateRequest body) {
        var created = AppAnswer.of(apps.create(space, request(body)));
        var location = URI.create(ApiPaths.V1 + "/orgs/" + created.organization() + "/spaces/" + created.space()
                + "/apps/" + created.name());
        return ResponseEntity.created(location).body(created);
    }

    @Operation(summary = "Read an app")
    @GetMapping(ApiPaths.APP)
    AppAnswer get(AppPath path) {
        return AppAnswer.of(apps.get(path));
    }

    @Operation(summary = "Delete an app with its containers, routes, logs and metrics; confirm repeats its name")
    @DeleteMapping(ApiPaths.APP)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void delete(AppPath path, @RequestParam String confirm) {
        apps.delete(id(path), confirm);
    }

    @Operation(summary = "Set the labels of an app in place of all that it had; applies at once, without a release")
    @PutMapping(ApiPaths.APP + "/labels")
    AppAnswer label(AppPath path, @RequestBody LabelsRequest body) {
        var labels = Fields.labels(Fields.required(body.labels(), "labels"), "labels");
        return AppAnswer.of(apps.label(id(path), labels));
    }

    @Operation(summary = "Restart one process of an app; the others stay")
    @PostMapping(ApiPaths.APP + "/processes/{process}/actions/restart")
    AppAnswer restart(AppPath path, @PathVariable String process) {
        return AppAnswer.of(apps.restart(id(path), process));
    }

    @Operation(summary = "Start, stop or restart an app with all its processes")
    @PostMapping(ApiPaths.APP + "/actions/{action:start|stop|restart}")
    AppAnswer act(AppPath path, @PathVariable String action) {
        var id = id(path);
        return AppAnswer.of(
                switch (action) {
                    case "start" -> apps.start(id);
                    case "stop" -> apps.stop(id);
                    case "restart" -> apps.restart(id);
                    default -> throw new PlatformException.NotFound("There is no action " + action + ".");
                });
    }

    @Operation(summary = "Set the number of instances of a process, web if none is named; applies at once")
    @PutMapping(ApiPaths.APP + "/scale")
    AppAnswer scale(AppPath path, @RequestBody ScaleRequest body) {
        int instances = Fields.required(body.instances(), "instances");
        return AppAnswer.of(apps.scale(id(path), Fields.orElse(body.process(), ProcessType.WEB), instances));
    }

    @Operation(summary = "Deploy another image")
    @PutMapping(ApiPaths.APP + "/image")
    AppAnswer image(AppPath path, @RequestBody ImageRequest body) {
        var image = Fields.required(body.image(), "image");
        return AppAnswer.of(apps.deployImage(id(path), image, StrategyRequest.of(body.strategy())));
    }

    @Operation(
            summary = "Deploy other settings; what is left out stays",
            description = "Other processes than web are added, changed or, by null, taken away below processes."
                    + " All of them together make one release and one deployment.")
    @PutMapping(ApiPaths.APP + "/settings")
    AppAnswer settings(AppPath path, @RequestBody SettingsRequest body) {
        var app = apps.get(path);
        var settings = SettingsEdit.apply(body, app.release().settings());
        return AppAnswer.of(apps.configure(app.id(), settings, StrategyRequest.of(body.strategy())));
    }

    private AppId id(AppPath path) {
        return apps.get(path).id();
    }

    private static CreateAppRequest request(CreateRequest body) {
        return new CreateAppRequest(
                Fields.required(body.name(), "name"),
                Fields.required(body.image(), "image"),
                body.port(),
                Fields.size(body.memoryMib(), body.cpuMillis(), InstanceSize.SMALL),
                Fields.orElse(body.instances(), 1),
                Fields.healthCheck(body.healthCheck(), HealthCheck.DEFAULT),
                body.routeHost(),
                Fields.noneNull(body.command(), List.of(), "command"),
                Fields.secrets(body.environment(), "environment"),
                Fields.orElse(body.start(), true),
                Fields.placement(body.constraints(), body.atMostPerHost(), body.atMostOne(), PlacementRules.NONE));
    }
}
