package io.slipway.apps;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a canary: how much of the app the new release is trusted with.
 *
 * @param percent of the app's requests that the new release gets, whatever the number of its instances; 1 to 100
 * @param instances of the new release; 0 for as many as the share asks for, at least one
 * @param hold how long the step is watched before the next begins; null until somebody promotes it
 */
public record CanaryStep(
        int percent, int instances, @Nullable Duration hold) {

    private static final int ALL = 100;

    /** A step with as many instances as its share asks for. */
    public CanaryStep(int percent, @Nullable Duration hold) {
        this(percent, 0, hold);
    }

    /** How many of an app's instances the new release has; with all of the requests always as many as the app should have. */
    public int instancesOf(int wanted) {
        if (percent >= ALL || wanted == 0) {
            return wanted;
        }
        int share = instances > 0 ? instances : (wanted * percent + ALL - 1) / ALL;
        return Math.min(wanted, Math.max(1, share));
    }
}
