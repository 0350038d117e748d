package io.slipway.api;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.kernel.InstanceName;
import io.slipway.kernel.ProcessType;
import io.slipway.placement.PlacementService;
import io.slipway.placement.PlacementView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Why an instance waits or is where it is. Who may read the app reads sentences and counts; names of hosts and figures of each are
 * the platform's, so the table is null for everybody but administrators.
 */
@RestController
@Tag(name = "Instances")
class PlacementController {

    private static final String WHO_SEES_WHAT =
            "Asks the rules of placement anew, for one that waits and for one that runs; nothing is reserved or moved. Who may read the"
                    + " app is told in words and counts. The table host by host, and steps that name hosts, are for administrators:"
                    + " hosts and what other tenants use of them belong to the platform.";

    /** Why an instance waits or is where it is. */
    record PlacementAnswer(
            UUID instance,
            String process,
            int index,
            int incarnation,

            @Schema(description = "Whether it has no host yet")
            boolean waiting,

            @Schema(description = "When it began to wait, or came into its present state")
            Instant since,

            @Schema(description = "The answer in words") String sentence,

            @Schema(description = "How many hosts there are")
            int hosts,

            @Schema(description = "How many of them would take it now")
            int fitting,

            @Schema(description = "How many hosts each rule keeps it off; a host may count at several rules")
            List<RuleAnswer> refusals,

            @Schema(description = "What would have to change so that it fits, the smallest step first")
            List<String> steps,

            @Schema(description = "Host by host; null for callers who may not read the platform") @Nullable
            List<VerdictAnswer> table) {

        static PlacementAnswer of(PlacementView view) {
            return new PlacementAnswer(
                    view.instance().value(),
                    view.name().process(),
                    view.name().index(),
                    view.incarnation(),
                    view.waiting(),
                    view.since(),
                    view.sentence(),
                    view.hosts(),
                    view.fitting(),
                    view.refusals().stream()
                            .map(count -> new RuleAnswer(count.rule(), count.hosts()))
                            .toList(),
                    view.steps(),
                    view.table() == null
                            ? null
                            : view.table().stream().map(VerdictAnswer::of).toList());
        }
    }

    /** How many hosts fulfil the constraints, and how many of those would take one more instance now. */
    record FitAnswer(int hosts, int matching, int fitting, String sentence) {}

    /** How many hosts a rule keeps the instance off. */
    record RuleAnswer(String rule, int hosts) {}

    /** How one host stands to the instance: CHOSEN, POSSIBLE or REFUSED. */
    record VerdictAnswer(String host, String verdict, boolean current, String score, List<FindingAnswer> findings) {
        static VerdictAnswer of(PlacementView.HostVerdict verdict) {
            return new VerdictAnswer(
                    verdict.host(),
                    verdict.verdict().name(),
                    verdict.current(),
                    verdict.score(),
                    verdict.findings().stream().map(FindingAnswer::of).toList());
        }
    }

    /** What one rule found at a host. */
    record FindingAnswer(String rule, boolean holds, String words) {
        static FindingAnswer of(PlacementView.RuleFinding finding) {
            return new FindingAnswer(finding.rule(), finding.holds(), finding.words());
        }
    }

    private final PlacementService placement;
    private final AppService apps;

    PlacementController(PlacementService placement, AppService apps) {
        this.placement = placement;
        this.apps = apps;
    }

    @Operation(
            summary = "Explain why an instance waits for a host, or why it is where it is",
            description = WHO_SEES_WHAT)
    @GetMapping(ApiPaths.APP + "/instances/{index}/placement")
    PlacementAnswer explain(
            AppPath path, @PathVariable int index, @RequestParam(defaultValue = ProcessType.WEB) String process) {
        return PlacementAnswer.of(placement.explain(path, new InstanceName(process, index)));
    }

    @Operation(
            summary = "Tell how many hosts would fit under other placement rules; changes nothing",
            description = "What is left out is as in the present release.")
    @GetMapping(ApiPaths.APP + "/placement/fit")
    FitAnswer fit(
            AppPath path,
            @RequestParam(defaultValue = ProcessType.WEB) String process,
            @RequestParam(required = false) @Nullable String constraints,
            @RequestParam(required = false) @Nullable Integer atMostPerHost,
            @RequestParam(required = false) @Nullable Boolean atMostOne) {
        var current = apps.get(path).settingsOf(process).placement();
        var fit = placement.fit(path, process, Fields.placement(constraints, atMostPerHost, atMostOne, current));
        return new FitAnswer(fit.hosts(), fit.matching(), fit.fitting(), fit.sentence());
    }
}
