package io.slipway.scheduler;

import io.slipway.kernel.DataSize;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why a request goes where it goes, or nowhere: what every rule finds at every host.
 *
 * @param request what wants a host
 * @param candidates one for each host, by name
 */
public record Explanation(PlacementRequest request, List<Candidate> candidates) {

    public Explanation {
        candidates = List.copyOf(candidates);
    }

    /** The hosts that would take the request, by name. */
    public List<Candidate> fitting() {
        return candidates.stream().filter(Candidate::fits).toList();
    }

    /** The host that {@link Scheduler#place} picks from the same snapshot: the best score, and among equals the first name. */
    public Optional<Candidate> choice() {
        return candidates.stream()
                .filter(Candidate::fits)
                .reduce((best, next) -> next.score().compareTo(best.score()) < 0 ? next : best);
    }

    /** What would make each host that refuses take the request, the smallest step first. */
    public List<Remedy> remedies() {
        return candidates.stream()
                .filter(candidate -> !candidate.fits())
                .map(Remedy::of)
                .sorted(Remedy.SMALLEST_FIRST)
                .toList();
    }

    /** The memory with which the request would fit now, where memory alone keeps it off; empty where less would not help. */
    public Optional<DataSize> largestMemory() {
        return candidates.stream()
                .filter(candidate -> candidate.refusals().size() == 1)
                .flatMap(candidate -> candidate.refusals().stream())
                .filter(Refusal.ShortOfMemory.class::isInstance)
                .map(Refusal.ShortOfMemory.class::cast)
                .filter(refusal -> refusal.free() > 0)
                .max(Comparator.comparingLong(Refusal.ShortOfMemory::free))
                .map(best -> new DataSize(best.free()));
    }

    /** Why no host takes it, in words and counts and without a host's name; empty when one does. */
    public Optional<String> reasons() {
        return choice().isPresent()
                ? Optional.empty()
                : Optional.of(RefusalText.of(candidates.stream()
                        .map(candidate -> candidate.refusals().getFirst())
                        .toList()));
    }
}
