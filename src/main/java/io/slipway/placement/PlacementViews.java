package io.slipway.placement;

import io.slipway.instances.InstanceRecord;
import io.slipway.placement.PlacementView.HostVerdict;
import io.slipway.placement.PlacementView.RuleCount;
import io.slipway.placement.PlacementView.RuleFinding;
import io.slipway.placement.PlacementView.Verdict;
import io.slipway.scheduler.Candidate;
import io.slipway.scheduler.Explanation;
import io.slipway.scheduler.Finding;
import io.slipway.scheduler.Refusal;
import io.slipway.scheduler.Remedy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes of an explanation what a person may see of it. Pure. */
final class PlacementViews {

    /** So many steps are told: the smallest ones. */
    private static final int MAX_STEPS = 3;

    private PlacementViews() {}

    /** @param platform whether hosts may be named */
    static PlacementView of(InstanceRecord row, Explanation explanation, boolean platform, Instant now) {
        return new PlacementView(
                row.id(),
                row.name(),
                row.incarnation(),
                row.hostId() == null,
                row.stateSince(),
                PlacementSentence.of(row, explanation, now),
                explanation.candidates().size(),
                explanation.fitting().size(),
                refusals(explanation),
                steps(explanation, platform),
                platform ? table(row, explanation) : null);
    }

    private static List<RuleCount> refusals(Explanation explanation) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var candidate : explanation.candidates()) {
            for (var finding : candidate.findings()) {
                counts.merge(finding.rule(), finding.holds() ? 0 : 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new RuleCount(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<String> steps(Explanation explanation, boolean platform) {
        var steps = new ArrayList<String>();
        if (explanation.choice().isPresent()) {
            return steps;
        }
        if (explanation.candidates().isEmpty()) {
            steps.add("let a host join");
        }
        explanation
                .largestMemory()
                .filter(size -> size.toMebibytes() > 0)
                .ifPresent(size -> steps.add("give it at most " + size.toMebibytes() + " MB of memory"));
        addRules(explanation, steps);
        var remedies = explanation.remedies();
        if (platform) {
            remedies.stream().limit(MAX_STEPS).map(Remedy::words).forEach(steps::add);
        } else if (!remedies.isEmpty()) {
            steps.add("ask an administrator to make room");
        }
        return steps;
    }

    /** What the app's own people can change. */
    private static void addRules(Explanation explanation, List<String> steps) {
        var rules = explanation.request().rules();
        if (isKeptOffBy(explanation, Refusal.Mismatch.class)) {
            steps.add("change its constraints (" + rules.constraints() + ")");
        }
        if (isKeptOffBy(explanation, Refusal.Crowded.class)) {
            steps.add("allow more than " + rules.atMostPerHost() + " of it per host");
        }
    }

    private static boolean isKeptOffBy(Explanation explanation, Class<? extends Refusal> reason) {
        return explanation.candidates().stream()
                .anyMatch(candidate ->
                        !candidate.fits() && candidate.refusals().stream().allMatch(reason::isInstance));
    }

    private static List<HostVerdict> table(InstanceRecord row, Explanation explanation) {
        var choice = explanation.choice().map(Candidate::id);
        return explanation.candidates().stream()
                .map(candidate -> new HostVerdict(
                        candidate.host(),
                        verdict(candidate, choice.filter(candidate.id()::equals).isPresent()),
                        candidate.id().equals(row.hostId()),
                        candidate.score().words(),
                        candidate.findings().stream()
                                .map(PlacementViews::finding)
                                .toList()))
                .toList();
    }

    private static Verdict verdict(Candidate candidate, boolean chosen) {
        if (chosen) {
            return Verdict.CHOSEN;
        }
        return candidate.fits() ? Verdict.POSSIBLE : Verdict.REFUSED;
    }

    private static RuleFinding finding(Finding finding) {
        return new RuleFinding(finding.rule(), finding.holds(), finding.words());
    }
}
