package io.slipway.console.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * When each step of a first deployment was first seen. The platform stores an instance's present state only, so the page
 * remembers what it saw; a page that was opened late knows fewer times and says nothing about the others.
 */
final class StepTimes {

    private final Map<DeployStep, Instant> starts = new EnumMap<>(DeployStep.class);

    /** Notes that a step had begun by {@code at}; the earliest note counts. */
    void began(DeployStep step, Instant at) {
        starts.merge(step, at, (known, heard) -> heard.isBefore(known) ? heard : known);
    }

    /** How long a step took until the next one began, or until {@code end} where none began; empty when its start is unknown. */
    Optional<Duration> took(DeployStep step, Instant end) {
        Instant start = starts.get(step);
        if (start == null) {
            return Optional.empty();
        }
        Instant until = end;
        for (DeployStep later : DeployStep.values()) {
            Instant next = starts.get(later);
            if (later.ordinal() > step.ordinal() && next != null) {
                until = next;
                break;
            }
        }
        return Optional.of(Duration.between(start, until.isBefore(start) ? start : until));
    }
}
