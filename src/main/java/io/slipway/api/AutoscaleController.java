package io.slipway.api;

import io.slipway.api.AutoscaleAnswers.AutoscaleAnswer;
import io.slipway.api.AutoscaleAnswers.MoveAnswer;
import io.slipway.api.AutoscaleAnswers.PreviewAnswer;
import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.autoscale.AutoscaleService;
import io.slipway.kernel.AppId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How many instances a process gets by itself. */
@RestController
@Tag(name = "Autoscale")
class AutoscaleController {

    private static final String POLICY = ApiPaths.APP + "/processes/{process}/autoscale";

    private final AppService apps;
    private final AutoscaleService autoscale;

    AutoscaleController(AppService apps, AutoscaleService autoscale) {
        this.apps = apps;
        this.autoscale = autoscale;
    }

    @Operation(summary = "The policy of a process, and what it decided last")
    @GetMapping(POLICY)
    AutoscaleAnswer get(AppPath path, @PathVariable String process) {
        return AutoscaleAnswer.of(autoscale.get(id(path), process));
    }

    @Operation(summary = "Save the policy of a process in place of the one before; acts within seconds")
    @PutMapping(POLICY)
    AutoscaleAnswer save(AppPath path, @PathVariable String process, @RequestBody AutoscaleRequest body) {
        return AutoscaleAnswer.of(autoscale.save(id(path), process, body.toPolicy()));
    }

    @Operation(summary = "Remove the policy of a process; as many instances as there are stay")
    @DeleteMapping(POLICY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(AppPath path, @PathVariable String process) {
        autoscale.remove(id(path), process);
    }

    @Operation(summary = "What changed the number of instances while there was a policy, newest first, at most 200")
    @GetMapping(POLICY + "/history")
    List<MoveAnswer> history(
            AppPath path, @PathVariable String process, @RequestParam(defaultValue = "200") int limit) {
        return autoscale.history(id(path), process, limit).stream()
                .map(MoveAnswer::of)
                .toList();
    }

    @Operation(summary = "What a policy would have chosen within the last 24 hours; saves nothing")
    @PostMapping(POLICY + "/preview")
    PreviewAnswer preview(AppPath path, @PathVariable String process, @RequestBody AutoscaleRequest body) {
        var policy = body.toPolicy();
        return PreviewAnswer.of(autoscale.preview(id(path), process, policy), policy);
    }

    private AppId id(AppPath path) {
        return apps.get(path).id();
    }
}
