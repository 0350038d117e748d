package io.slipway.apps;

import io.slipway.kernel.ReleaseId;
import java.time.Instant;
import java.util.List;

/**
 * An immutable, numbered release.
 *
 * @param number counts from 1 within the app; people see {@code v42}
 * @param image what the user wrote
 * @param imageId what runs; empty until it was resolved
 * @param settings how each of its processes runs
 * @param environmentKeys sorted; values are shown only by the environment page
 * @param changes in words against the release before: "image 1.8.2 → 1.8.3", "+2 variables"
 * @param createdBy the actor's name
 * @param current whether this is the one that should run
 */
public record ReleaseView(
        ReleaseId id,
        int number,
        String image,
        String imageId,
        ReleaseSettings settings,
        List<String> environmentKeys,
        List<String> changes,
        String createdBy,
        Instant createdAt,
        boolean current) {

    /** How its web process runs. */
    public ProcessSettings web() {
        return settings.web();
    }
}
