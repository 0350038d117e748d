package io.slipway.placement;

import io.slipway.instances.InstanceRecord;
import io.slipway.scheduler.Candidate;
import io.slipway.scheduler.Explanation;
import io.slipway.scheduler.Refusal;
import java.time.Instant;

/** An explanation as one or two sentences that name no host. Pure. */
final class PlacementSentence {

    private PlacementSentence() {}

    static String of(InstanceRecord row, Explanation explanation, Instant now) {
        if (row.hostId() == null) {
            return waiting(row, explanation, now);
        }
        return explanation.candidates().stream()
                .filter(candidate -> candidate.id().equals(row.hostId()))
                .findFirst()
                .map(own -> placed(own, explanation))
                .orElse("Its host was removed; another instance takes its place.");
    }

    private static String waiting(InstanceRecord row, Explanation explanation, Instant now) {
        var backsOff = row.notBefore() != null && row.notBefore().isAfter(now);
        var why = explanation.reasons();
        if (why.isPresent()) {
            return (backsOff ? "It waits after a crash, and no host would take it: " : "No host takes it: ") + why.get()
                    + ".";
        }
        return backsOff
                ? "It waits after a crash. " + fitting(explanation) + " would take it then."
                : fitting(explanation) + " would take it; it is placed in a moment.";
    }

    private static String placed(Candidate own, Explanation explanation) {
        if (!own.fits()) {
            return "It stays where it is, though its host would not take it anew: " + standing(own) + ". "
                    + elsewhere(explanation);
        }
        var best = explanation.choice().orElse(own);
        return best.id().equals(own.id())
                ? "It stays where it is: placed anew, it would go there again."
                : "It stays where it is, which is still allowed. Placed anew, it would go to a host "
                        + better(own, best) + "; Slipway moves nothing by itself.";
    }

    private static String elsewhere(Explanation explanation) {
        return explanation.choice().isPresent()
                ? fitting(explanation) + " would take it."
                : "No other host would take it either.";
    }

    private static String better(Candidate own, Candidate best) {
        if (best.score().zoneCopies() < own.score().zoneCopies()) {
            return "in a zone with fewer copies of it";
        }
        if (best.score().copies() < own.score().copies()) {
            return "with fewer copies of it";
        }
        return best.score().freeStep() > own.score().freeStep() ? "with more free memory" : "that is fuller already";
    }

    private static String standing(Candidate own) {
        return switch (own.refusals().getFirst()) {
            case Refusal.NotReady notReady -> notReady.why();
            case Refusal.Draining _ -> "it is being drained";
            case Refusal.Cordoned _ -> "it is cordoned";
            case Refusal.Left _ -> "it is on the move away from it";
            case Refusal.Mismatch mismatch -> "it does not fulfil " + mismatch.requirements();
            case Refusal.Fenceless _ -> "its agent knows neither at most one nor sidecars";
            case Refusal.Crowded _ -> "more copies are on it than one host may have";
            case Refusal.ShortOfMemory _ -> "its memory is promised to others";
            case Refusal.ShortOfCpu _ -> "its CPU is promised to others";
        };
    }

    private static String fitting(Explanation explanation) {
        return explanation.fitting().size() + " of "
                + Words.count(explanation.candidates().size(), "host");
    }
}
